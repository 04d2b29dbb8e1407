import { expect, test } from "vitest";
import { addBody, addMeeting, memoryStore } from "../samples.ts";

test("what was issued is kept in the order in which it was issued", () => {
  const store = memoryStore();
  const { id: meetingId } = addMeeting(store, addBody(store).id);
  const release = {
    meetingId, variant: "public" as const, issuedAt: "2026-03-01T10:00:00Z", fileName: "dagsorden.pdf",
    sha256: "ab".repeat(32), manifest: '{"items":[]}',
  };
  const first = store.releases.add({ ...release, document: "packet" });
  const second = store.releases.add({ ...release, document: "supplement", variant: "internal" });
  expect(store.releases.ofMeeting(meetingId)).toEqual([first, second]);
  expect(first).toEqual({ ...release, id: first.id, document: "packet" });
});
