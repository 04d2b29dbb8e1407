import { verifyFile } from "../../core/api/verify-file.ts";
import { needsAttention } from "../../core/messages/severity.ts";
import { say } from "../../core/messages.ts";
import { nodeFiles } from "../../platform/files.ts";
import { type Command, tell, watchAt } from "../command.ts";
import { fewOfEach } from "../few-of-each.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary: "Læser en færdig dagsordenspakke efter: stempler, sidetal, links og kvittering.",
  words: ["pakke"],
  options: {
    json: { type: "boolean", help: "skriv alt det fundne som JSON" },
  },
  run: async (given, terminal) => {
    const { receipt, pages, findings } = await verifyFile(nodeFiles(), given.words[0] ?? "", watchAt(terminal));
    const sound = !findings.some(({ code }) => needsAttention(code));
    if (given.flag("json")) terminal.out(JSON.stringify({ sound, receipt, pages, findings: findings.map((finding) => ({ ...finding, text: say(finding) })) }, null, 2));
    else if (sound) terminal.out(receipt === null ? "Pakken holder, hvad den lover." : "Pakken holder, hvad den lover, og stemmer med sin kvittering.");
    return tell(fewOfEach(findings), terminal);
  },
};
