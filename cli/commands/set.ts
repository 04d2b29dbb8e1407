import { call } from "../../core/app.ts";
import { AppError } from "../../core/errors.ts";
import { type Command, type ExitStatus, type Given, tell, type Terminal } from "../command.ts";
import { withApp } from "../open-app.ts";

export const setCommand: Command = {
  name: "set",
  summary: "Åbner eller lukker et punkt, med hjemmel, eller et af dets bilag.",
  words: [],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", required: true, example: "2027-03-16" },
    item: { type: "string", value: "NR", help: "punktets nummer", required: true, example: "3" },
    notice: { type: "boolean", help: "nummeret hører til en meddelelse" },
    attachment: { type: "string", value: "NR", help: "bilagets nummer: bilaget sættes, ikke punktet", example: "2" },
    open: { type: "boolean", help: "punktet eller bilaget er åbent" },
    closed: { type: "boolean", help: "punktet eller bilaget er lukket" },
    ground: { type: "string", value: "TEKST", help: "hjemmel for at lukke punktet", example: '"styrelseslovens § 10"' },
    remove: { type: "boolean", help: "tag bilaget af punktet; de andre beholder deres numre" },
    title: { type: "string", value: "TITEL", help: "bilagets titel", example: '"Budgetnotat"' },
  },
  run: (given, terminal) => (given.text("attachment") === undefined ? setItem(given, terminal) : setAttachment(given, terminal)),
};

function setItem(given: Given, terminal: Terminal): Promise<ExitStatus> {
  return withApp(given.need("workspace"), {}, async ({ app, notices }) => {
    if (given.text("title") !== undefined || given.flag("remove")) throw new AppError("option.missing", { option: "--attachment", example: "--attachment 2" });
    const openness = chosenOpenness(given.flag("open"), given.flag("closed"));
    const ground = given.text("ground");
    if (openness === "open" && ground !== undefined && ground.trim() !== "") throw new AppError("option.conflict", { options: "--open og --ground" });
    if (openness === undefined && ground === undefined) throw new AppError("option.missing", { option: "--open, --closed eller --ground", example: "--closed" });
    const item = await call(app, "agenda.set", {
      meeting: given.need("meeting"),
      series: given.flag("notice") ? "notice" : "item",
      number: given.number("item"),
      ...(openness === undefined ? {} : { openness }),
      ...(ground === undefined ? {} : { ground }),
    });
    terminal.out(`${item.series === "notice" ? "Meddelelse" : "Punkt"} ${item.number} er ${{ open: item.series === "notice" ? "åben" : "åbent", closed: "lukket", unknown: "uden oplysning om åbenhed" }[item.openness]}${item.ground === null ? "" : ` (${item.ground})`}.`);
    return tell(notices, terminal);
  });
}

function setAttachment(given: Given, terminal: Terminal): Promise<ExitStatus> {
  return withApp(given.need("workspace"), {}, async ({ app, notices }) => {
    const openness = chosenOpenness(given.flag("open"), given.flag("closed"));
    const title = given.text("title");
    if (given.text("ground") !== undefined) throw new AppError("option.conflict", { options: "--attachment og --ground" });
    const place = { meeting: given.need("meeting"), series: given.flag("notice") ? ("notice" as const) : ("item" as const), number: given.number("item"), attachment: given.number("attachment") };
    if (given.flag("remove")) {
      if (openness !== undefined || title !== undefined) throw new AppError("option.conflict", { options: "--remove og --open, --closed eller --title" });
      const removed = await call(app, "attachments.remove", place);
      terminal.out(`Bilag ${removed.number} (${removed.title}) er taget af ${place.series === "notice" ? "meddelelse" : "punkt"} ${place.number}.`);
      return tell(notices, terminal);
    }
    if (openness === undefined && title === undefined) throw new AppError("option.missing", { option: "--open, --closed, --title eller --remove", example: "--closed" });
    const attachment = await call(app, "attachments.set", {
      ...place,
      ...(openness === undefined ? {} : { openness }),
      ...(title === undefined ? {} : { title }),
    });
    if (openness === undefined) terminal.out(`Bilag ${attachment.number} hedder nu »${attachment.title}«.`);
    else terminal.out(`Bilag ${attachment.number} (${attachment.title}) ${{ open: "er åbent, når punktet er det", closed: "er lukket", unknown: "følger punktet" }[attachment.openness]}.`);
    return tell(notices, terminal);
  });
}

/** `--open` or `--closed`; both at once is refused. */
export function chosenOpenness(open: boolean, closed: boolean): "open" | "closed" | undefined {
  if (open && closed) throw new AppError("option.conflict", { options: "--open og --closed" });
  return open ? "open" : closed ? "closed" : undefined;
}
