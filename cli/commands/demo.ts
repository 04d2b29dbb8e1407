import { join, relative } from "node:path";
import { type App, call } from "../../core/app.ts";
import type { SetDocument } from "../../core/api/documents.ts";
import { examplePackets, examplePapers } from "../../core/demo/papers.ts";
import type { Notice } from "../../core/errors.ts";
import { counted } from "../../core/messages/counted.ts";
import { nodeFiles } from "../../platform/files.ts";
import { type Command, tell, watchAt } from "../command.ts";
import { withApp } from "../open-app.ts";

export const demoCommand: Command = {
  name: "demo",
  summary: "Laver eksempelarbejdsfilen og sætter alle dens dokumenter.",
  words: [],
  options: {
    out: { type: "string", value: "MAPPE", help: "mappe til dokumenterne; ellers demo", example: "demo" },
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen; ellers eksempel.forelaeg i mappen", example: "demo/eksempel.forelaeg" },
  },
  run: async (given, terminal) => {
    const folder = given.text("out") ?? "demo";
    const workspace = given.text("workspace") ?? join(folder, "eksempel.forelaeg");
    const began = performance.now();
    const files = nodeFiles();
    await files.makeFolder(folder);
    return withApp(workspace, { create: true }, async ({ app, notices }) => {
      const told: Notice[] = [...notices];
      const line = (name: string, since: number, more: string) => terminal.out(`  ${name.padEnd(42)} ${`${Math.round(performance.now() - since)} ms`.padStart(8)}   ${more}`);
      terminal.progress("Lægger eksemplet i arbejdsfilen …");
      const { filled } = await call(app, "demo.fill", {});
      terminal.out(`Eksemplet ligger i mappen ${relative(".", folder) || "."}:`);
      line(relative(folder, workspace), began, filled ? "arbejdsfilen" : "arbejdsfilen fandtes i forvejen og er ikke ændret");
      for (const paper of examplePapers) {
        terminal.progress(`Sætter ${paper.fileName} …`);
        const since = performance.now();
        const written = await setPaper(app, paper.name, paper.question);
        await files.writeAside(join(folder, paper.fileName), written.bytes);
        told.push(...written.notices);
        line(paper.fileName, since, `${written.pages === null ? "" : `${counted(written.pages, "side", "sider")}, `}${Math.ceil(written.bytes.length / 1024)} kB`);
      }
      for (const { fileName, question } of examplePackets) {
        const since = performance.now();
        const { receipt, notices: more } = await call(app, "packets.export", { ...question, out: join(folder, fileName) }, watchAt(terminal));
        told.push(...more);
        line(fileName, since, `${counted(receipt.pages, "side", "sider")} med ${counted(receipt.files.length, "bilag", "bilag")}`);
      }
      terminal.out(`Færdig på ${((performance.now() - began) / 1000).toFixed(1).replace(".", ",")} s.`);
      return tell(told, terminal);
    });
  },
};

function setPaper(app: App, name: (typeof examplePapers)[number]["name"], question: unknown): Promise<SetDocument> {
  return call(app, name, question as never);
}
