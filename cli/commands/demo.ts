import { join, relative } from "node:path";
import { call, type App } from "../../core/app.ts";
import type { SetDocument } from "../../core/api/documents.ts";
import type { Notice } from "../../core/errors.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";
import { examplePapers } from "../../core/demo/papers.ts";

export const demoCommand: Command = {
  name: "demo",
  summary: "Laver eksempelarbejdsfilen og sætter alle dens dokumenter.",
  words: [],
  options: {
    out: { type: "string", value: "MAPPE", help: "hvor dokumenterne lægges (demo)", example: "demo" },
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen (eksempel.forelaeg i mappen)", example: "demo/eksempel.forelaeg" },
  },
  run: async (given, terminal) => {
    const folder = given.text("out") ?? "demo";
    const workspace = given.text("workspace") ?? join(folder, "eksempel.forelaeg");
    const began = performance.now();
    const { files } = await import("../../platform/files.ts");
    await files.makeFolder(folder);
    return withApp(workspace, { create: true }, async ({ app, notices }) => {
      const told: Notice[] = [...notices];
      const line = (name: string, since: number, more: string) => terminal.out(`  ${name.padEnd(44)} ${`${Math.round(performance.now() - since)} ms`.padStart(8)}  ${more}`);
      const filled = await call(app, "demo.fill", {});
      terminal.out(`Eksemplet ligger i ${relative(".", folder) || "."}:`);
      line(relative(folder, workspace), began, filled.filled ? "arbejdsfil" : "arbejdsfil (fandtes i forvejen og er ikke ændret)");
      for (const paper of examplePapers) {
        const since = performance.now();
        const written: SetDocument = await paper.set(<Name extends keyof App & string>(name: Name, question: Parameters<typeof call<Name>>[2]) => call(app, name, question));
        await files.writeAside(join(folder, paper.fileName), written.bytes);
        told.push(...written.notices);
        line(paper.fileName, since, written.pages === null ? `${Math.ceil(written.bytes.length / 1024)} kB` : `${written.pages} sider, ${Math.ceil(written.bytes.length / 1024)} kB`);
      }
      terminal.out(`Færdig på ${((performance.now() - began) / 1000).toFixed(1)} s.`);
      return tell(told, terminal);
    });
  },
};
