import { expect, test } from "vitest";
import { z } from "zod";
import { operation, runChecked } from "../../core/api/operation.ts";
import { createApp, dispatch } from "../../core/app.ts";
import { createWriters } from "../../core/document/writers/writers.ts";
import { AppError } from "../../core/errors.ts";
import { sayProgress } from "../../core/messages/steps.ts";
import { stopIfCancelled, unwatched } from "../../core/watch.ts";
import { openStore } from "../../db/open-store.ts";
import { nodeFiles } from "../../platform/files.ts";
import { loadFonts } from "../../platform/fonts.ts";
import { createPackLibrary } from "../../templates/load-pack.ts";
import { noCache } from "../support/memory-app.ts";
import { plainPreparer } from "../support/plain-preparer.ts";

const now = () => "2027-03-16T10:00:00Z";
const app = createApp({ store: openStore(":memory:", { now, create: true }).store, packs: createPackLibrary(), writers: createWriters(loadFonts()), fonts: loadFonts(), cache: noCache, files: nodeFiles(), preparer: plainPreparer(), now });

test("a call from outside is answered, never thrown", async () => {
  expect(await dispatch(app, "meetings.list", {})).toEqual({ ok: true, value: [] });
});

test("what is not an operation is refused, also what every object inherits", async () => {
  for (const name of ["meetings.burn", "constructor", "__proto__", "toString"]) {
    expect(await dispatch(app, name, {})).toMatchObject({ ok: false, error: { code: "input.invalid" } });
  }
});

test("a wrong question is refused in Danish, with the name of the field", async () => {
  const answer = await dispatch(app, "agenda.set", { meeting: "1", number: "tre" });
  expect(answer).toMatchObject({ ok: false, error: { code: "input.invalid", message: expect.stringMatching(/»number«/) } });
  expect(await dispatch(app, "agenda.set", { meeting: "1", number: 1, extra: true })).toMatchObject({ ok: false });
});

test("an error in words travels with its code", async () => {
  expect(await dispatch(app, "agenda.show", { meeting: "7" })).toEqual({ ok: false, error: { code: "meeting.missing", message: "Mødet »7« findes ikke. Se møderne med »forelaeg meetings«." } });
});

test("long work that was asked to stop says so in one sentence, whatever it was that heard it", async () => {
  const controller = new AbortController();
  controller.abort();
  const watch = { progress: () => undefined, signal: controller.signal };
  const stops = operation(z.void(), (_, { signal }) => stopIfCancelled(signal));
  const throws = operation(z.void(), (_, { signal }) => signal.throwIfAborted());
  const fails = operation(z.void(), () => Promise.reject(new AppError("file.empty", { path: "a" })));
  await expect(runChecked("a", stops, undefined, watch)).rejects.toMatchObject({ code: "cancelled" });
  await expect(runChecked("a", throws, undefined, watch)).rejects.toMatchObject({ code: "cancelled" });
  await expect(runChecked("a", fails, undefined, watch)).rejects.toMatchObject({ code: "file.empty" });
  await expect(runChecked("a", stops, undefined, unwatched)).resolves.toBeUndefined();
});

test("progress is a sentence with what is known", () => {
  expect(sayProgress({ step: "attachments.prepare", done: 3, of: 16, what: "støj.pdf" })).toBe("Gør bilag klar: 3 af 16 (støj.pdf) …");
  expect(sayProgress({ step: "packet.agenda", done: 0, of: 0, what: "" })).toBe("Sætter dagsordenen …");
});
