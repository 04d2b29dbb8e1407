import { call } from "../../core/app.ts";
import { variants } from "../../core/domain/openness.ts";
import { counted } from "../../core/messages/counted.ts";
import { type Command, tell, watchAt } from "../command.ts";
import { withApp } from "../open-app.ts";

export const releaseCommand: Command = {
  name: "release",
  summary: "Udsender et mødes dagsordenspakke og gemmer, hvad der blev udsendt.",
  words: [],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", required: true, example: "2027-03-16" },
    variant: { type: "string", value: variants.join("|"), help: "intern (standard) eller offentlig udgave", example: "public" },
    pack: { type: "string", value: "PAKKE|MAPPE", help: "en anden skabelonpakke end udvalgets", example: "kommune" },
    date: { type: "string", value: "DATO", help: "datoen i filernes egenskaber; ellers nu", example: "2027-03-16" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const pack = given.text("pack");
      const date = given.text("date");
      const question = {
        meeting: given.need("meeting"),
        variant: given.choice("variant", variants, "internal"),
        ...(pack === undefined ? {} : { pack }),
        ...(date === undefined ? {} : { date }),
      };
      const { release, receipt, notices: told } = await call(app, "releases.issue", question, watchAt(terminal));
      const { variant, files, pages } = receipt;
      terminal.out(`Udsendelse ${release.id} (${variant === "public" ? "offentlig" : "intern"}) er gemt i arbejdsfilen: ${release.fileName} (${counted(pages, "side", "sider")}, ${counted(files.length, "bilag", "bilag")}).`);
      return tell([...notices, ...told], terminal);
    }),
};
