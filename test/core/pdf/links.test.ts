import { expect, test } from "vitest";
import { readPdf } from "../../support/pdf-checks.ts";
import { assembled, pageNumber, pagesPdf, plainDeflate, qpdfFaults, words } from "../../support/assembled.ts";

const link = (target: string, y = 700, look = "/Border[0 0 0]") => `<</Type/Annot/Subtype/Link/Rect[72 ${y} 200 ${y + 15}]${look}${target}>>`;
const page = (index: number) => `${pageNumber(index)} 0 R`;

/** Where a link's array leads, as a page from 1. */
async function leadsTo(bytes: Uint8Array): Promise<(number | string | null)[][]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const found: (number | string | null)[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const annotations = (await (await pdf.getPage(number)).getAnnotations()) as { subtype: string; url?: string; unsafeUrl?: string; dest?: unknown; action?: string; attachment?: unknown }[];
    found.push(await Promise.all(annotations.map(async ({ url, unsafeUrl, dest, action }) => {
      const target = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
      if (Array.isArray(target)) return (await pdf.getPageIndex(target[0] as never)) + 1;
      return url ?? unsafeUrl ?? action ?? null;
    })));
  }
  await task.destroy();
  return found;
}

/** Three pages: the first leads to the others in every way that a file can say it. */
const linked = pagesPdf(
  [
    {
      content: words("Se videre"),
      entries: `/Annots[${[
        link(`/Dest[${page(2)}/Fit]`),
        link(`/A<</S/GoTo/D[${page(1)}/XYZ 0 500 0]>>`, 680),
        link("/Dest(afsnit 2)", 660),
        link("/A<</S/GoTo/D(kap\\(3\\))>>", 640),
        link("/Dest/Gammelt", 620),
        link("/Dest[1/FitH 300]", 600),
      ].join("")}]`,
    },
    { content: words("To") },
    { content: words("Tre") },
  ],
  `/Dests<</Gammelt[${page(2)}/Fit]>>/Names<</Dests<</Kids[100 0 R]>>>>`,
  { 100: `<</Limits[(afsnit 2)(kap\\(3\\))]/Names[(afsnit 2)<</D[${page(1)}/Fit]>>(kap\\(3\\))[${page(2)}/FitR 0 0 10 10]]>>` },
);

test("links between an attachment's own pages lead to the same pages in the packet, said by place or by name", async () => {
  const bytes = await assembled([{ bytes: pagesPdf([{}, {}]) }, { bytes: linked, stamp: "Bilag 1" }, { bytes: linked, stamp: "Bilag 2" }]);
  expect(qpdfFaults(bytes)).toBe("");
  const found = await leadsTo(bytes);
  expect(found[2]).toEqual([5, 4, 4, 5, 5, 4]);
  expect(found[5]).toEqual([8, 7, 7, 8, 8, 7]);
});

test("a link shows its place as the file said it", async () => {
  const text = new TextDecoder("latin1").decode(await assembled([{ bytes: linked }], { deflate: plainDeflate }));
  for (const view of ["/XYZ 0 500 0]", "/FitR 0 0 10 10]", "/FitH 300]"]) expect(text).toContain(view);
});

test("names of places in attachments are not names of the packet, where another file may have the same", async () => {
  const { destinations } = await readPdf(await assembled([{ bytes: linked, anchor: "bilag-item-1-1" }, { bytes: linked, anchor: "bilag-item-1-2" }]));
  expect([...destinations]).toEqual([["bilag-item-1-1", 0], ["bilag-item-1-2", 3]]);
});

test("links that lead nowhere, run something or open a file are gone; links to the web stay", async () => {
  const gone = [
    "/Dest(findes ikke)", "/Dest[9999 0 R/Fit]", "/Dest[77/Fit]", "", "/A<</S/JavaScript/JS(app.alert\\(1\\))>>", "/A<</S/Launch/F(cmd.exe)>>", "/A<</S/SubmitForm/F(https://x.example)>>",
    "/A<</S/GoToR/F(andet.pdf)/D[0/Fit]>>", "/A<</S/GoToE/T<<>>/D(x)>>", "/A<</S/Named/N/Print>>", "/A<</S/ImportData/F(x)>>",
    "/A<</S/URI/URI(file:///etc/passwd)>>", "/A<</S/URI/URI(javascript:alert\\(1\\))>>", "/A<</S/URI/URI( JavaScript:x)>>", "/A<</S/URI/URI(\\001javascript:x)>>", "/A<</S/URI/URI(java\\tscript:x)>>",
    "/A<</S/URI/URI(\\\\\\\\server\\\\share)>>", "/A<</S/URI/URI(//server/share)>>", "/A<</S/URI/URI(../setup.exe)>>", "/A<</S/URI/URI(setup.exe)>>", "/A<</S/URI/URI(data:text/html,x)>>", "/A<</S/URI/URI<feff006a00610076006100730063>>>",
  ];
  const web = ["https://www.example.dk/a?b=(c)", "HTTP://example.dk", "mailto:post@example.dk", "tel:+4512345678", "www.example.dk", "example.dk/sider"];
  const kept = web.map((address) => `/A<</S/URI/URI(${address.replace(/[()]/g, "\\$&")})/Next<</S/JavaScript/JS(x)>>>>`);
  const bytes = await assembled([{ bytes: pagesPdf([{ entries: `/AA<</O<</S/JavaScript/JS(x)>>>>/Annots[${[...gone, ...kept].map((target, index) => link(`${target}/AA<</E<</S/Launch/F(x)>>>>`, 20 + 20 * index)).join("")}]` }], "/OpenAction<</S/JavaScript/JS(x)>>/AA<</WC<</S/JavaScript/JS(x)>>>>") }], { deflate: plainDeflate });
  expect((await leadsTo(bytes))[0]?.map((found) => String(found).toLowerCase().replace(/\/$/, ""))).toEqual(web.map((address) => address.toLowerCase().replace(/^(?=www|example)/, address.startsWith("www") ? "http://" : "")));
  expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/JavaScript|Launch|\/JS|SubmitForm|GoToR|ImportData|\/AA|OpenAction|file:|cmd|server|setup/i);
});

test("a dead link that shows on the page stays as what is seen", async () => {
  const bytes = await assembled([{ bytes: pagesPdf([{ entries: `/Annots[${link("/Dest(findes ikke)", 700, "/Border[0 0 2]")}]` }]) }]);
  expect(await leadsTo(bytes)).toEqual([[null]]);
});

test("an attachment's bookmarks lead to its pages in the packet; dead ones are gone unless one below them lives", async () => {
  const item = (number: number, title: string, more: string) => ({ [number]: `<</Title${title}/Parent 100 0 R${more}>>` });
  const outlined = pagesPdf([{}, {}, {}], `/Outlines 100 0 R/Names<</Dests<</Names[(her)[${page(1)}/Fit]]>>>>`, {
    100: "<</Type/Outlines/First 101 0 R/Last 105 0 R/Count 5>>",
    ...item(101, "<feff00d8006b006f006e006f006d0069002000e6002c00e5>", `/Next 102 0 R/Dest[${page(2)}/Fit]`),
    ...item(102, "(D\\370d)", "/Next 103 0 R/Dest(findes ikke)"),
    ...item(103, "(Samling \\(\\\\\\)\\nlinje)", "/Next 104 0 R/First 106 0 R/Last 107 0 R/Count 2"),
    ...item(104, "(Nettet)", "/Next 105 0 R/A<</S/URI/URI(https://example.dk)>>"),
    // Its next is the first again: a ring.
    ...item(105, "()", `/Next 101 0 R/A<</S/GoTo/D[${page(0)}/Fit]>>`),
    ...item(106, "(Ved navn)", "/Next 107 0 R/Dest(her)"),
    ...item(107, "(Kode)", "/A<</S/JavaScript/JS(x)>>"),
  });
  const bytes = await assembled([{ bytes: pagesPdf([{}]) }, { bytes: outlined }]);
  expect(qpdfFaults(bytes)).toBe("");
  expect((await readPdf(bytes)).outline).toEqual([
    { title: "Økonomi æ,å", page: 3, items: [] },
    { title: "Samling (\\) linje", page: -1, items: [{ title: "Ved navn", page: 2, items: [] }] },
    { title: "–", page: 1, items: [] },
  ]);
});

test("a file inside an attachment does not come along with the paper clip that stands for it", async () => {
  const note = "<</Type/Annot/Subtype/FileAttachment/Rect[72 700 90 720]/Name/Paperclip/FS 100 0 R/Contents(Bilag i bilag)>>";
  const bytes = await assembled([{ bytes: pagesPdf([{ entries: `/Annots[${note}]` }], "", { 100: "<</Type/Filespec/F(hemmeligt.docx)/EF<</F 101 0 R>>>>", 101: { entries: "/Type/EmbeddedFile", stream: "klartekst" } }) }], { deflate: plainDeflate });
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text).toContain("/Subtype/FileAttachment");
  expect(text).not.toMatch(/klartekst|hemmeligt|Filespec|\/EF/);
});

test("nor does one come along by another way, and no page is drawn from a file beside the packet", async () => {
  const note = "<</Type/Annot/Subtype/Stamp/Rect[72 700 90 720]/Odd 100 0 R/Other 102 0 R>>";
  const bytes = await assembled([{
    bytes: pagesPdf([{ content: "/EF Do", entries: `/Annots[${note}]/Resources<</XObject<</EF 103 0 R>>/Properties<</P<</EF<</UF 101 0 R>>>>>>>>` }], "", {
      100: "<</Type/Filespec/F(a.docx)/EF<</F 101 0 R>>>>",
      101: { entries: "", stream: "klartekst" },
      102: { entries: "/Type/EmbeddedFile", stream: "klartekst" },
      103: { entries: "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(C:/hemmeligt.pdf)/Page 0>>", stream: "0 0 9 9 re f" },
    }),
  }], { deflate: plainDeflate });
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text).not.toMatch(/klartekst|hemmeligt/);
  // A picture may be called so.
  expect(text).toContain("0 0 9 9 re f");
});
