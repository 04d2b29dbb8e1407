import { turnedSquare } from "../../document/turned-square.ts";
import { joinBytes } from "../../join-bytes.ts";
import { textString } from "../../pdf/value-text.ts";
import type { PdfPicture } from "./pdf-picture.ts";
import type { PicturePage } from "./place-picture.ts";

const latin = new TextEncoder();

/** A PDF of pages with one picture each. The same pages and title give the same bytes. */
export function writePictures(pages: readonly PicturePage[], title: string): Uint8Array {
  const file = createFile();
  const catalog = file.reserve();
  const tree = file.reserve();
  const info = file.add(`<</Title ${textString(title)}/Producer(Forel\\346g)>>`);
  const profiles = new Map<string, number>();
  const kids = pages.map((page) => {
    const image = addImage(file, page.picture, profiles);
    const content = file.addStream("", latin.encode(`q ${turnedSquare(page.picture.orientation, page.x, page.y, page.width, page.height).map(short).join(" ")} cm /I Do Q\n`));
    return file.add(`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${short(page.pageWidth)} ${short(page.pageHeight)}]/Resources<</XObject<</I ${image} 0 R>>>>/Contents ${content} 0 R>>`);
  });
  file.put(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(" ")}]>>`);
  file.put(catalog, `<</Type/Catalog/Pages ${tree} 0 R/Lang(da-DK)/ViewerPreferences<</DisplayDocTitle true>>>>`);
  return file.finish(catalog, info);
}

function addImage(file: File, picture: PdfPicture, profiles: Map<string, number>): number {
  const { width, height, bits, colours, inverted, filter, parameters } = picture;
  const channels = typeof colours === "object" ? 1 : { grey: 1, rgb: 3, cmyk: 4 }[colours];
  const decode = inverted ? `/Decode[${Array.from({ length: channels }, () => "1 0").join(" ")}]` : "";
  const details = parameters === "" ? "" : `/DecodeParms<<${parameters}>>`;
  const head = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent ${bits}/ColorSpace${colourSpace(file, picture, profiles)}${decode}/Filter/${filter}${details}`;
  return file.addStream(head, picture.data);
}

function colourSpace(file: File, { colours, profile }: PdfPicture, profiles: Map<string, number>): string {
  if (typeof colours === "object") return `[/Indexed/DeviceRGB ${Math.floor(colours.palette.length / 3) - 1}<${hex(colours.palette)}>]`;
  const device = { grey: "/DeviceGray", rgb: "/DeviceRGB", cmyk: "/DeviceCMYK" }[colours];
  if (profile === null) return device;
  const channels = { grey: 1, rgb: 3, cmyk: 4 }[colours];
  const key = `${channels} ${hex(profile)}`;
  const known = profiles.get(key) ?? file.addStream(`/N ${channels}/Alternate${device}`, profile);
  profiles.set(key, known);
  return `[/ICCBased ${known} 0 R]`;
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

// ---------------------------------------------------------------- the file

interface File {
  readonly reserve: () => number;
  readonly put: (number: number, body: string) => void;
  readonly add: (body: string) => number;
  readonly addStream: (entries: string, data: Uint8Array) => number;
  readonly finish: (root: number, info: number) => Uint8Array;
}

function createFile(): File {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  // The four bytes say that the file is binary (ISO 32000-1, 7.5.2).
  write(Uint8Array.of(...latin.encode("%PDF-1.7\n%"), 0xe6, 0xf8, 0xe5, 0xe6, 10));
  const reserve = () => offsets.push(0);
  const begin = (number: number) => {
    offsets[number - 1] = length;
  };
  const put = (number: number, body: string) => {
    begin(number);
    write(latin.encode(`${number} 0 obj\n${body}\nendobj\n`));
  };
  return {
    reserve,
    put,
    add: (body) => {
      const number = reserve();
      put(number, body);
      return number;
    },
    addStream: (entries, data) => {
      const number = reserve();
      begin(number);
      write(latin.encode(`${number} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`));
      write(data);
      write(latin.encode("\nendstream\nendobj\n"));
      return number;
    },
    finish: (root, info) => {
      const start = length;
      const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
      write(latin.encode(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${offsets.length + 1}/Root ${root} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`));
      return joinBytes(parts);
    },
  };
}
