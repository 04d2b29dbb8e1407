import { expect, test } from "vitest";
import { addBody, addMeeting, memoryStore } from "../samples.ts";

test("what was issued is kept in the order in which it was issued, with its bytes", async () => {
  const store = memoryStore();
  const { id: meetingId } = addMeeting(store, addBody(store).id);
  const packet = await store.files.put([Buffer.from("pakken")], "application/pdf");
  const agenda = await store.files.put([Buffer.from("dagsordenen")], "application/pdf");
  const release = {
    meetingId, variant: "public" as const, issuedAt: "2026-03-01T10:00:00Z", fileName: "dagsorden.pdf",
    sha256: packet.sha256, agendaSha256: agenda.sha256, receipt: '{"files":[]}', manifest: '{"items":[]}',
  };
  const first = store.releases.add({ ...release, document: "packet" });
  const second = store.releases.add({ ...release, document: "minutes", variant: "internal", agendaSha256: null, receipt: null });
  expect(store.releases.ofMeeting(meetingId)).toEqual([first, second]);
  expect(first).toEqual({ ...release, id: first.id, document: "packet" });
  expect(Buffer.concat([...store.files.read(first.sha256)]).toString()).toBe("pakken");
});

test("nothing is noted as issued whose bytes are not kept", () => {
  const store = memoryStore();
  const { id: meetingId } = addMeeting(store, addBody(store).id);
  const release = { meetingId, document: "agenda" as const, variant: "public" as const, issuedAt: "2026-03-01T10:00:00Z", fileName: "d.pdf", sha256: "ab".repeat(32), agendaSha256: null, receipt: null, manifest: "{}" };
  expect(() => store.releases.add(release)).toThrow("FOREIGN KEY");
  expect(store.releases.ofMeeting(meetingId)).toEqual([]);
});
