import { deflateSync } from "node:zlib";
import type { Document, ImageBytes } from "../../core/document/document.ts";
import { bulletList, cell, emphasis, footnote, heading1, heading2, heading3, link, numberedList, paragraph, sampleDocument, strong, styled, table, text } from "./sample-document.ts";

/** A document that holds everything that a writer must be able to set. */
export function fullSample(): Document {
  const entries = [
    { level: 1, text: "1. Beslutningssag: Tilskud til fælles aktivitetshuse i Nordkredsen", target: "punkt-1" },
    { level: 1, text: "2. Orienteringssag: Status for cykelfærgen mellem Sønderø og Vesterholm", target: "punkt-2" },
    { level: 2, text: "Sagsfremstilling", target: "fremstilling" },
    { level: 1, text: "3. Drøftelsessag: Høringssvar om den fælles trafikplan for de fire kystkommuner og regionens bidrag til finansieringen af den kommende etape", target: "punkt-3" },
  ];
  return sampleDocument(
    [
      styled("title", "Dagsorden"),
      styled("subtitle", "Prøveudvalget · 4. marts 2026 kl. 16.00 · Mødelokale Birk"),
      { type: "contents", style: "contents", entries },
      heading1("punkt-1", "1. BESLUTNINGSSAG: TILSKUD TIL FÆLLES AKTIVITETSHUSE I NORDKREDSEN"),
      heading2("Baggrund for sagens fremlæggelse"),
      paragraph(
        "Udvalget besluttede på sit møde i efteråret, at der skulle udarbejdes et oplæg til en ny tilskudsordning for aktivitetshuse. ",
        "Administrationen har siden indsamlet erfaringer fra seks sammenlignelige ordninger og holdt møder med ",
        strong(text("brugerråd, foreninger og frivilligcentre")),
        " i hele området",
        footnote(1, text("Møderne blev holdt i november og december; referaterne kan ses på "), link("https://eksempel.invalid/aktivitetshuse/referater?aar=2025", "regionens side om aktivitetshuse"), text(".")),
        ". Erfaringerne peger på, at tilskud over flere år giver mere stabile tilbud end enkeltbevillinger.",
      ),
      paragraph(
        "Ordningen omfatter høre- og talevanskeligheder samt social-/sundhedsfaglige tilbud, jf. § 12, stk. 3, i den tænkte lov om lokale fællesskaber. Der er afsat 12,5 mio. kr. i 2026, og beløbet ",
        emphasis(text("pris- og lønreguleres")),
        " årligt. Se også ",
        link("#punkt-3", "punkt 3"),
        " om trafikplanen og ",
        strong(emphasis(text("den fælles tidsplan"))),
        ".",
      ),
      heading2("Indstilling"),
      paragraph("Administrationen indstiller til Prøveudvalget:"),
      bulletList(
        "at oplægget til en ny tilskudsordning godkendes, og at ordningen træder i kraft den 1. juli 2026,",
        "at der afsættes 12,5 mio. kr. årligt i perioden 2026-2029, og",
        [paragraph("at administrationen bemyndiges til at fastsætte de nærmere kriterier, herunder"), bulletList("krav til åbningstid,", [paragraph("krav til regnskab:"), bulletList("årsregnskab og", "halvårlig status.")])],
      ),
      heading2("Sagsfremstilling"),
      {
        type: "paragraph",
        style: "justified",
        id: null,
        children: [
          text(
            "Tilskudsordningen bygger på en forudsætning om, at hvert aktivitetshus indgår en samarbejdsaftale med sin kommune. Aftalen beskriver, hvordan ansvaret for bygningsvedligeholdelse, rengøring og forsikring er fordelt, og hvilke målgrupper huset henvender sig til. Erfaringsopsamlingen viser, at omstillingsparathed og tværsektorielt samarbejde er afgørende for, at tilbuddene bliver brugt af dem, de er tænkt til.",
          ),
        ],
      },
      heading3("Økonomi"),
      paragraph("Fordelingen af tilskuddet fremgår af tabellen. Beløbene er i 1.000 kr. og i 2026-priser."),
      table(
        ["Område", "Formål", "2026", "2027", "2028"],
        [
          [cell("Nordkredsen", { header: "row", rowSpan: 2 }), "Drift af tre aktivitetshuse med udvidet åbningstid i ydertimerne og i weekender", "4.200", "4.310", "4.425"],
          ["Etablering af værksteder", cell("1.150", { align: "right" }), cell("300", { align: "right" }), cell("-", { align: "right" })],
          [cell("Sydkredsen", { header: "row" }), "Drift af to aktivitetshuse", "2.750", "2.820", "2.895"],
          [cell("Fælles", { header: "row" }), cell([paragraph("Rådgivning og uddannelse af frivillige, herunder"), bulletList("kurser i regnskab,", "førstehjælp og", "konflikthåndtering.")]), "900", "920", "945"],
          [cell("I alt", { header: "row", colSpan: 2 }), cell([paragraph(strong(text("9.000")))], { align: "right" }), cell([paragraph(strong(text("8.350")))], { align: "right" }), cell([paragraph(strong(text("8.265")))], { align: "right" })],
        ],
        "Tabel 1. Tilskud fordelt på områder",
      ),
      paragraph("Figuren viser udviklingen i antallet af besøgende pr. måned."),
      { type: "image", source: "kurve", alt: "Kurve over besøgende, stigende fra 400 i januar til 900 i december", width: 0.6 },
      heading1("punkt-2", "2. ORIENTERINGSSAG: STATUS FOR CYKELFÆRGEN MELLEM SØNDERØ OG VESTERHOLM"),
      { type: "heading", level: 2, style: "heading-2", id: "fremstilling", entry: null, listed: true, children: [text("Sagsfremstilling")] },
      numberedList("1", 8, "Færgen har sejlet siden maj med to daglige afgange.", "Der har været 14.300 passagerer med cykel, hvilket er flere end ventet.", [
        paragraph("Følgende forhold drøftes med operatøren:"),
        numberedList("a", 1, "billetpriser for børn,", "anløb ved lavvande, og", [paragraph("vinterdrift:"), numberedList("i", 1, "weekender,", "helligdage.")]),
      ]),
      { type: "quote", children: [paragraph("»Vi kunne have fyldt endnu en afgang hver lørdag hele sommeren,« skriver den opdigtede operatør i sin halvårsberetning.")] },
      paragraph("Beretningen kan hentes på https://eksempel.invalid/faerger/cykelfaergen/halvaarsberetning-2025/bilag/passagertal-fordelt-paa-afgange.html sammen med tidligere års beretninger."),
      { type: "group", role: "keep", children: [paragraph(strong(text("Godkendt af:"))), paragraph("Afdelingschef Pernille Opdigt"), paragraph("Direktør Hans Eksempel")] },
      { type: "group", role: "part", children: [heading1("punkt-3", "3. DRØFTELSESSAG: HØRINGSSVAR OM DEN FÆLLES TRAFIKPLAN"), heading2("Konsekvenser"), paragraph("Tegn uden for alfabetet: ł, ≥, →, √, ☑, Ω, 你."), { type: "image", source: "mangler", alt: "Kort over de fire kystkommuner", width: null }] },
    ],
    { images: new Map([["kurve", drawnPicture(480, 240)]]) },
  );
}

/** A picture with soft edges: RGBA, a rising band on nothing. */
export function drawnPicture(width: number, height: number): ImageBytes {
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 4 + 1) + 1 + x * 4;
      const curve = height * (0.85 - 0.65 * (x / width) ** 1.4 + 0.05 * Math.sin(x / 17));
      const distance = y - curve;
      rows.writeUInt32BE(distance < 0 ? 0x1f4e7900 : distance < 3 ? 0x1f4e79ff : (0x9fb8d000 | Math.max(0, 200 - Math.round(distance))) >>> 0, at);
    }
  }
  return { mediaType: "image/png", bytes: pngFile(width, height, 8, 6, deflateSync(rows), {}), width, height };
}

/** A PNG file from its compressed rows; `chunks` (PLTE, tRNS) come before them. */
export function pngFile(width: number, height: number, bits: number, colourType: number, rows: Uint8Array, chunks: { readonly [type: string]: readonly number[] }, interlaced = false): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  header[9] = colourType;
  header[12] = interlaced ? 1 : 0;
  const others = Object.entries(chunks).map(([type, data]) => chunk(type, Uint8Array.from(data)));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header), ...others, chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(checksum(body), body.length + 4);
  return frame;
}

function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
