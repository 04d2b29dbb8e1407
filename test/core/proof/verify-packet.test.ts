import { expect, test } from "vitest";
import type { ReceiptFile } from "../../../core/packet/receipt.ts";
import { say } from "../../../core/messages.ts";
import { verifyPacket } from "../../../core/proof/verify-packet.ts";
import { type LikeEntry, type LikePage, marked, type PacketLike, packetLike, show, stampContent, stampOf, toPage } from "../../support/packet-like.ts";
import { hasTool, runOverPdf } from "../../support/pdf-checks.ts";
import { onePage } from "../../support/raw-pdf.ts";

async function found(change?: (packet: PacketLike) => void): Promise<string[]> {
  const { bytes, receipt } = packetLike(change);
  return (await verifyPacket(bytes, receipt)).map(({ code, facts }) => ("why" in facts ? `${code} ${facts.why}` : code));
}


function pageOf(packet: PacketLike, index: number): LikePage {
  const page = packet.pages[index];
  if (page === undefined) throw new Error(`no page ${index}`);
  return page;
}

/** The outline's entry at a path of indexes. */
function entryOf(packet: PacketLike, ...path: readonly number[]): LikeEntry {
  const entry = path.reduce<LikeEntry | undefined>((found, index) => found?.children[index], { title: "", to: null, children: packet.outline });
  if (entry === undefined) throw new Error(`no entry ${path.join(".")}`);
  return entry;
}

function restamp(packet: PacketLike, index: number, change: (content: string) => string): void {
  const { streams } = pageOf(packet, index);
  streams[streams.length - 1] = change(streams.at(-1) as string);
}

test("a sound packet passes, with attachment pages on every turn and in a cropped corner", async () => {
  const { bytes, receipt } = packetLike();
  expect(await verifyPacket(bytes, receipt)).toEqual([]);
});

test.skipIf(!hasTool("qpdf"))("a packet with its objects in streams passes too", async () => {
  const { bytes, receipt } = packetLike();
  const { mkdtempSync, readFileSync, rmSync } = await import("node:fs");
  const folder = mkdtempSync("/tmp/verify-");
  try {
    expect(runOverPdf(bytes, "qpdf", ["--object-streams=generate", "--compress-streams=y", "--recompress-flate", "{}", `${folder}/packed.pdf`]).status).toBe(0);
    const packed = new Uint8Array(readFileSync(`${folder}/packed.pdf`));
    expect(packed.length).toBeLessThan(bytes.length);
    expect(await verifyPacket(packed, receipt)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("without a receipt that is said, and what can be tested is", async () => {
  const sound = packetLike().bytes;
  expect((await verifyPacket(sound, null)).map(({ code }) => code)).toEqual(["proof.no-receipt"]);
  const broken = packetLike((packet) => (packet.labels = "<< /Nums [0 << /S /r >>] >>")).bytes;
  expect((await verifyPacket(broken, null)).map(({ code }) => code)).toContain("proof.label-wrong");
});

const breaks: readonly (readonly [what: string, code: string, change: (packet: PacketLike) => void])[] = [
  ["a page label that is not the page's number", "proof.label-wrong", (packet) => (packet.labels = "<< /Nums [0 << /S /D >> 3 << /S /D /St 1 >>] >>")],
  ["an attachment page without a stamp", "proof.stamp-missing", (packet) => restamp(packet, 3, () => "q Q")],
  ["a stamp with another page's number", "proof.stamp-wrong", (packet) => restamp(packet, 3, () => pageOf(packet, 2).streams[3] ?? "")],
  ["a stamp of another item", "proof.stamp-wrong", (packet) => restamp(packet, 6, () => stampContent(stampOf(packet.receipt.files[1] as ReceiptFile, 1), { rotate: 0, left: 0, bottom: 0, width: 595, height: 842 }))],
  ["a stamp that has lost a line", "proof.stamp-wrong", (packet) => restamp(packet, 5, (content) => content.replace(/BT .*? ET/, ""))],
  ["a stamp that lies on its side", "proof.stamp-unreadable turned", (packet) => (pageOf(packet, 4).rotate += 90)],
  ["a stamp outside the visible page", "proof.stamp-unreadable outside", (packet) => (pageOf(packet, 5).mediaBox = "[300 300 895 1142]")],
  ["a stamp moved by what the page's own content left open", "proof.stamp-unreadable outside", (packet) => (pageOf(packet, 2).streams[2] = "1 0 0 1 900 0 cm")],
  ["a stamp that a picture is painted over", "proof.stamp-unreadable hidden", (packet) => restamp(packet, 2, (content) => `${content} 1 1 1 rg 0 0 595 842 re f`)],
  ["a stamp under later content", "proof.stamp-unreadable hidden", (packet) => pageOf(packet, 2).streams.push("1 1 1 rg 0 0 595 842 re f")],
  ["a stamp in invisible letters", "proof.stamp-unreadable hidden", (packet) => restamp(packet, 2, (content) => content.replace("0 Tr", "3 Tr"))],
  ["a stamp cut away by a path", "proof.stamp-unreadable hidden", (packet) => (pageOf(packet, 2).streams[2] = "0 0 1 1 re W n")],
  ["a stamp that is read aloud as the page's own text", "proof.stamp-unreadable content", (packet) => restamp(packet, 2, (content) => content.replace("/Artifact", "/Span"))],
  ["a stamp on an agenda page", "proof.stamp-astray", (packet) => pageOf(packet, 1).streams.push((pageOf(packet, 2).streams[3] ?? "").replaceAll("FlgA", "F1"))],
  ["a page that the receipt does not know", "proof.pages-differ", (packet) => packet.pages.push({ ...pageOf(packet, 6), annotations: [] })],
  ["an attachment with a page too few", "proof.file-misplaced", (packet) => void packet.pages.pop()],
  ["two files that claim one page", "proof.file-misplaced", (packet) => (packet.receipt = { ...packet.receipt, files: packet.receipt.files.map((file, index) => (index === 0 ? { ...file, pagesOut: 4 } : file)) })],
  ["a page that is nobody's", "proof.page-unsaid", (packet) => (packet.receipt = { ...packet.receipt, files: packet.receipt.files.slice(0, 2) })],
  ["no outline", "proof.outline-none", (packet) => (packet.outline = [])],
  ["a dead outline entry", "proof.outline-dead", (packet) => (entryOf(packet, 0).to = "[999 0 R /Fit]")],
  ["an outline entry with a name that leads nowhere", "proof.outline-dead", (packet) => (entryOf(packet, 0).to = "(findes-ikke)")],
  ["an attachment that the outline lacks", "proof.outline-missing", (packet) => void packet.outline[0]?.children.pop()],
  ["an attachment under another item in the outline", "proof.outline-missing", (packet) => packet.outline[0]?.children.push(...(packet.outline[1]?.children.splice(0) ?? []))],
  ["an attachment's outline entry one page on", "proof.outline-missing", (packet) => (entryOf(packet, 0, 2).to = toPage(4))],
  ["an attachment's own outline entry in another attachment", "proof.outline-astray", (packet) => (entryOf(packet, 0, 1, 0).to = toPage(6))],
  ["an item's outline entry on the page of the contents", "proof.heading-astray", (packet) => (entryOf(packet, 1).to = toPage(0))],
  ["an item's outline entry in an attachment", "proof.heading-astray", (packet) => (entryOf(packet, 1).to = toPage(6))],
  ["a page that is stamped twice", "proof.stamp-wrong", (packet) => restamp(packet, 2, (content) => `${content} ${pageOf(packet, 3).streams[3]}`)],
  ["contents that print another page than their link leads to", "proof.contents-wrong", (packet) => (packet.destinations["punkt-1"] = toPage(0))],
  ["contents that print a wrong number", "proof.contents-wrong", (packet) => pageOf(packet, 0).streams.splice(0, 1, `${marked("P", 0, show("Dagsorden", 70, 780, 20))} ${marked("TOCI", 1, `${show("1. Ny sti ved åen", 70, 700, 11)} ${show("3", 500, 700, 11)}`)} ${marked("TOCI", 2, show("Meddelelse 1 2", 70, 680, 11))}`)],
  ["contents whose row has no link", "proof.contents-unlinked", (packet) => void pageOf(packet, 0).annotations.pop()],
  ["a dead link in the agenda", "proof.link-dead", (packet) => (pageOf(packet, 1).annotations[0] = { number: 211, text: "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D (bilag-item-9-9) >> >>" })],
  ["a dead link in an attachment", "proof.link-dead", (packet) => pageOf(packet, 4).annotations.push({ number: 300, text: "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [998 0 R /Fit] >>" })],
  ["an attachment that the agenda does not link to", "proof.link-missing", (packet) => void pageOf(packet, 1).annotations.pop()],
  ["a dead named destination", "proof.destination-dead", (packet) => (packet.destinations["punkt-9"] = "[997 0 R /Fit]")],
  ["an attachment's destination on another page", "proof.destination-wrong", (packet) => (packet.destinations["bilag-item-1-2"] = toPage(4))],
  ["a font that is not in the file", "proof.font-not-embedded", (packet) => (packet.fontFile = "")],
  ["a font that is only named", "proof.font-missing", (packet) => (pageOf(packet, 4).resources = "<< /Font << /F1 10 0 R /FlgA 10 0 R /F9 996 0 R >> >>")],
  ["no language", "proof.language-missing", (packet) => (packet.language = null)],
  ["no title", "proof.title-missing", (packet) => (packet.title = null)],
  ["an agenda that has lost its tags", "proof.tags-missing", (packet) => (packet.tagged = false)],
];

test.each(breaks)("%s is found", async (_, code, change) => {
  expect(await found(change)).toContain(code);
});

test("a separator sheet before an attachment is no fault, and the outline may lead to it", async () => {
  expect(
    await found((packet) => {
      packet.pages.splice(5, 0, { ...pageOf(packet, 1), annotations: [], streams: [show("Bilag 2", 100, 400, 30)] });
      packet.receipt = { ...packet.receipt, pages: 8, files: packet.receipt.files.map((file, index) => (index === 0 ? file : { ...file, firstPage: file.firstPage + 1 })) };
      entryOf(packet, 1, 0).to = toPage(7);
      packet.destinations["bilag-notice-1-1"] = toPage(7);
      pageOf(packet, 1).annotations.splice(2, 1, { number: 213, text: "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [107 0 R /Fit] >>" });
    }),
  ).toEqual([]);
});

test("a stamp may be wrapped, may have a page number beside it, and may lack a letter that its font lacks", async () => {
  const redo = (packet: PacketLike, lines: string[], extra = "") => restamp(packet, 6, () => `${stampContent(lines, { rotate: pageOf(packet, 6).rotate ?? 0, left: 0, bottom: 0, width: 595, height: 842 }).replace(/ Q EMC$/, "")} ${extra} Q EMC`);
  const lines = ["Punkt nr. 1 - Meddelelser -", "Brev om broer", "Bilag 1 - Side -1 af 1", "", "Møde i Udvalget for stier d. 16-03-2027"];
  expect(await found((packet) => redo(packet, lines, show("7", 500, 20, 8, "FlgA")))).toEqual([]);
  expect(await found((packet) => redo(packet, lines, show("7", 500, 60, 8, "FlgA")))).toEqual([]);
  expect(await found((packet) => {
    packet.receipt = { ...packet.receipt, files: packet.receipt.files.map((file) => ({ ...file, stamp: file.stamp.map((line) => line.replace("Brev", "Bre\u{1F4A1}v")) })) };
    redo(packet, [...lines.slice(0, 1), "Bre▯v om broer", ...lines.slice(2)]);
  })).toEqual([]);
});

test("findings of one kind are told some twenty times, then counted, each in a sentence that names the page", async () => {
  const { bytes, receipt } = packetLike((packet) => {
    for (let more = 0; more < 30; more += 1) pageOf(packet, 4).annotations.push({ number: 300 + more, text: "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [998 0 R /Fit] >>" });
  });
  const findings = await verifyPacket(bytes, receipt);
  expect(findings).toHaveLength(21);
  expect(findings.map(say).at(0)).toContain("side 5");
  expect(findings.at(-1)).toEqual({ code: "proof.more", facts: { count: 10 } });
});

test("what is no packet at all is said, and never thrown over", async () => {
  const { receipt } = packetLike();
  for (const bytes of [new Uint8Array(), new TextEncoder().encode("%PDF-1.7\nhello"), new Uint8Array(5000).fill(40), new TextEncoder().encode(`1 0 obj ${"[".repeat(100_000)}`)]) {
    expect((await verifyPacket(bytes, receipt)).map(({ code }) => code)).toEqual(["proof.unreadable"]);
  }
  const { bytes } = packetLike();
  const cut = await verifyPacket(bytes.slice(0, bytes.length - 3000), receipt);
  expect(cut.length).toBeGreaterThan(0);
});

test("a font made to hold a reader up does not", async () => {
  const { bytes, receipt } = packetLike((packet) => {
    pageOf(packet, 2).resources = "<< /Font << /F1 10 0 R /FlgA 900 0 R >> >>";
    packet.more.push("900 0 obj << /Type /Font /Subtype /Type0 /DescendantFonts [901 0 R] /ToUnicode 13 0 R >> endobj", `901 0 obj << /W [${"0 65535 500 ".repeat(50_000)}] >> endobj`);
  });
  expect((await verifyPacket(bytes, receipt)).length).toBeGreaterThan(0);
});

test("a file whose parts are to be read again and again is given up", async () => {
  const objects = (object: string) => new TextEncoder().encode(`%PDF-1.7\n${Array.from({ length: 30_000 }, (_, index) => `${index + 1} 0 obj ${object}\n`).join("")}`);
  for (const bytes of [objects("(x"), new TextEncoder().encode(`%PDF-1.7\n1 0 obj <<>>\n${"trailer (".repeat(30_000)}`)]) {
    expect(await verifyPacket(bytes, null)).toEqual([{ code: "proof.unreadable", facts: { why: "endless" } }]);
  }
});

test("names that lead in a ring are said, and never thrown over", async () => {
  const ring = onePage("", undefined, "/Names<</Dests 6 0 R>>", ["<</Kids[6 0 R 6 0 R]>>"]);
  expect((await verifyPacket(ring, null)).map(({ code }) => code)).toEqual(["proof.unreadable"]);
});

test("whoever waits is told, and can stop it", async () => {
  const { bytes, receipt } = packetLike();
  const stop = new AbortController();
  stop.abort();
  await expect(verifyPacket(bytes, receipt, { progress: () => undefined, signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
});

