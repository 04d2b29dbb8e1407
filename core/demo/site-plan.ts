import {
  type Canvas, circle, type Contour, createCanvas, cubic, fill, type Point, rectangle, stroke, textWidth, toPng, turnedRectangle, write,
} from "./raster.ts";

/** One pixel is one metre. */
const width = 1600;
const height = 1000;

const shore: readonly Point[] = [
  ...cubic([0, 722], [80, 735], [140, 800], [196, 860]),
  ...cubic([196, 860], [250, 908], [330, 925], [368, 1000]),
  [368, 1000],
];

const railway: readonly Point[] = [...cubic([0, 470], [420, 425], [900, 420], [1600, 300]), [1600, 300]];
const stationRoad: readonly Point[] = [...cubic([0, 548], [430, 496], [900, 492], [1600, 372]), [1600, 372]];
const marketRoad: readonly Point[] = [...cubic([742, 487], [735, 600], [700, 680], [640, 765]), ...cubic([640, 765], [600, 830], [560, 910], [548, 1000]), [548, 1000]];
const beachRoad: readonly Point[] = [...cubic([640, 765], [500, 750], [330, 772], [205, 770]), ...cubic([205, 770], [130, 760], [70, 690], [0, 660]), [0, 660]];
const eastRoad: readonly Point[] = [...cubic([640, 765], [900, 780], [1200, 700], [1600, 728]), [1600, 728]];
const northRoad: readonly Point[] = [...cubic([559, 493], [540, 380], [600, 220], [560, 0]), [560, 0]];
const crossRoads: readonly (readonly Point[])[] = [
  [[150, 530], [130, 715]],
  [[380, 508], [360, 768]],
  [[905, 474], [930, 758]],
  [[1160, 444], [1150, 718]],
  [[312, 515], [250, 120], [240, 0]],
  [[879, 468], [900, 230], [980, 0]],
  [[264, 202], [580, 240], [895, 230], [1250, 160]],
];
const mainRoads = [stationRoad, marketRoad, beachRoad, eastRoad, northRoad];

/** The three sites: their plots, to scale, and where their pins stand. */
const sites: readonly { readonly letter: string; readonly plot: Contour; readonly pin: Point; readonly below: boolean }[] = [
  { letter: "A", plot: rectangle(638, 514, 80, 65), pin: [678, 546], below: true },
  { letter: "B", plot: turnedRectangle([247, 822], 82, 50, [0.96, 0.28]), pin: [247, 822], below: false },
  { letter: "C", plot: rectangle(1395, 775, 140, 70), pin: [1465, 810], below: false },
];

/** Sketch of an invented town by a fjord, with the three sites of the health house, as PNG. */
export function drawSitePlan(): Uint8Array {
  const canvas = createCanvas(width, height, "#f1eee4");
  drawGround(canvas);
  drawRoads(canvas);
  fill(canvas, buildings(), "#cdc5b4");
  drawRailway(canvas);
  drawTrees(canvas);
  drawNames(canvas);
  sites.forEach(({ plot }) => {
    fill(canvas, [plot], "#d9822b", 0.55);
    stroke(canvas, [...plot, ...plot.slice(0, 1)], 5, "#a4520a");
  });
  sites.forEach(({ letter, pin, below }) => drawPin(canvas, letter, pin, below ? 1 : -1));
  drawScale(canvas);
  drawNorth(canvas);
  fill(canvas, frame(), "#7a858c");
  return toPng(canvas);
}

function drawGround(canvas: Canvas): void {
  const park: Contour = [...cubic([960, 530], [1040, 505], [1110, 520], [1128, 560]), [1120, 690], ...cubic([1120, 690], [1060, 715], [990, 700], [965, 690])];
  const fields: readonly Contour[] = [
    [[1190, 745], [1600, 760], [1600, 1000], [1150, 1000]],
    [[1290, 0], [1600, 0], [1600, 265], [1330, 300]],
    [[0, 0], [190, 0], [205, 300], [0, 330]],
  ];
  fill(canvas, fields, "#e3e9cf");
  fill(canvas, [[[1190, 745], [1370, 752], [1330, 1000], [1150, 1000]]], "#d8e2bf");
  fill(canvas, [park], "#cfe0bd");
  fill(canvas, [[...shore, [0, 1000]]], "#c5dfea");
  stroke(canvas, shore, 7, "#8fb9cb");
  // Two moles and a basin make the harbour.
  stroke(canvas, [[150, 812], [92, 868], [128, 912]], 14, "#b5b1a6");
  stroke(canvas, [[262, 914], [208, 962], [160, 944]], 14, "#b5b1a6");
}

function drawRoads(canvas: Canvas): void {
  crossRoads.forEach((road) => stroke(canvas, road, 19, "#d3cdbf"));
  mainRoads.forEach((road) => stroke(canvas, road, 27, "#c9c2b2"));
  crossRoads.forEach((road) => stroke(canvas, road, 13, "#ffffff"));
  mainRoads.forEach((road) => stroke(canvas, road, 20, "#ffffff"));
}

function drawRailway(canvas: Canvas): void {
  stroke(canvas, railway, 9, "#4b545a");
  alongLine(railway, 22, ({ at, direction }) => {
    fill(canvas, [turnedRectangle(at, 4, 5, direction)], "#f1eee4");
    return null;
  });
  fill(canvas, [turnedRectangle([655, 455], 120, 22, [0.995, -0.02])], "#5d676e");
}

function drawTrees(canvas: Canvas): void {
  const trees: Contour[] = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 5; column++) {
      if (row === 2 && column > 0) continue; // The park's name stands there.
      trees.push(circle([985 + column * 27 + (row % 2) * 10, 548 + row * 32 + ((column * 7) % 5)], 9 + ((row + column) % 3) * 2));
    }
  }
  fill(canvas, trees, "#8db274");
}

/** Houses stand along the roads in rows, where there is neither road, water, railway, park, field nor site. */
function buildings(): readonly Contour[] {
  const rows = [...mainRoads, ...crossRoads].flatMap((road) =>
    alongLine(road, 27, ({ at, direction, index }) => {
      const depth = 16 + ((index * 5) % 4) * 3;
      return [-1, 1].map((side) => {
        const away = 27 + depth / 2;
        const centre: Point = [at[0] - direction[1] * away * side, at[1] + direction[0] * away * side];
        return { centre, contour: turnedRectangle(centre, 17 + ((index * 7 + side) % 3) * 3, depth, direction) };
      });
    }).flat(),
  );
  const kept: { readonly centre: Point; readonly contour: Contour }[] = [];
  for (const house of rows) {
    if (isFree(house.centre) && kept.every(({ centre }) => distance(centre, house.centre) > 27)) kept.push(house);
  }
  return kept.map(({ contour }) => contour);
}

function isFree([x, y]: Point): boolean {
  if (x < 20 || x > width - 20 || y < 20 || y > height - 20) return false;
  if (x > 1180 && y > 735) return false;
  if ((x > 1275 && y < 300) || (x < 215 && y < 330)) return false;
  if (x > 940 && x < 1140 && y > 505 && y < 725) return false;
  if (nearLine(shore, [x, y], 48) || (x < 330 && y > 790)) return false;
  if (nearLine(railway, [x, y], 36) || (x > 580 && x < 735 && y > 425 && y < 675)) return false;
  if (mainRoads.some((road) => nearLine(road, [x, y], 30)) || crossRoads.some((road) => nearLine(road, [x, y], 25))) return false;
  return true;
}

function drawNames(canvas: Canvas): void {
  const road = { size: 27, colour: "#4a5157", align: "centre", halo: "#ffffff" } as const;
  write(canvas, "Banegade", [318, 518], { ...road, direction: [0.9939, -0.1104] });
  write(canvas, "Torvegade", [602, 872], { ...road, direction: [0.447, -0.8944] });
  write(canvas, "Strandvej", [440, 765], { ...road, direction: [0.9999, -0.0100] });
  write(canvas, "Østervej", [1290, 722], { ...road, direction: [0.9992, -0.0400] });
  const place = { size: 32, colour: "#26323a", align: "centre", halo: "#f1eee4" } as const;
  write(canvas, "Station", [655, 405], place);
  write(canvas, "Bypark", [1056, 622], { ...place, size: 29, halo: "#cfe0bd" });
  write(canvas, "Havnen", [330, 890], place);
  write(canvas, "Præstemarken", [1345, 920], { ...place, halo: "#e3e9cf" });
  write(canvas, "Fjorden", [20, 962], { ...place, align: "left", size: 38, colour: "#33677d", halo: "#c5dfea" });
}

/** `side` is 1 for a pin that hangs below its place, where something stands above, and -1 for one that stands on it. */
function drawPin(canvas: Canvas, letter: string, [x, y]: Point, side: 1 | -1): void {
  const centre: Point = [x, y + 76 * side];
  fill(canvas, [[[x - 15, y + 52 * side], [x + 15, y + 52 * side], [x, y]]], "#ffffff");
  fill(canvas, [circle(centre, 38)], "#ffffff");
  fill(canvas, [[[x - 11, y + 54 * side], [x + 11, y + 54 * side], [x, y + 6 * side]]], "#a4520a");
  fill(canvas, [circle(centre, 33)], "#a4520a");
  write(canvas, letter, [centre[0], centre[1] + 15], { size: 46, colour: "#ffffff", align: "centre" });
}

function drawScale(canvas: Canvas): void {
  const [x, y] = [1290, 958];
  fill(canvas, [rectangle(x - 18, y - 26, 318, 54)], "#ffffff", 0.8);
  fill(canvas, [rectangle(x, y - 5, 200, 10)], "#26323a");
  fill(canvas, [rectangle(x + 52, y - 2, 48, 4), rectangle(x + 150, y - 2, 48, 4)], "#ffffff");
  write(canvas, "200 m", [x + 216, y + 10], { size: 30, colour: "#26323a" });
}

function drawNorth(canvas: Canvas): void {
  const [x, y] = [1530, 80];
  fill(canvas, [circle([x, y], 52)], "#ffffff", 0.85);
  fill(canvas, [[[x, y - 38], [x + 17, y + 8], [x, y], [x - 17, y + 8]]], "#26323a");
  write(canvas, "N", [x - textWidth("N", 34) / 2, y + 38], { size: 34, colour: "#26323a" });
}

function frame(): readonly Contour[] {
  return [rectangle(0, 0, width, 3), rectangle(0, height - 3, width, 3), rectangle(0, 3, 3, height - 6), rectangle(width - 3, 3, 3, height - 6)];
}

interface Step {
  readonly at: Point;
  readonly direction: Point;
  readonly index: number;
}

/** What `make` gives for a place at every `step` pixels along a line. */
function alongLine<Made>(line: readonly Point[], step: number, make: (place: Step) => Made): Made[] {
  const made: Made[] = [];
  let left = step / 2;
  line.slice(1).forEach((to, segment) => {
    const from = line[segment] ?? to;
    const length = distance(from, to);
    if (length === 0) return;
    const direction: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    for (; left < length; left += step) {
      made.push(make({ at: [from[0] + direction[0] * left, from[1] + direction[1] * left], direction, index: made.length }));
    }
    left -= length;
  });
  return made;
}

function nearLine(line: readonly Point[], point: Point, limit: number): boolean {
  return line.slice(1).some((to, segment) => {
    const from = line[segment] ?? to;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const square = dx * dx + dy * dy;
    if (square === 0) return false;
    const share = Math.min(1, Math.max(0, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / square));
    return distance(point, [from[0] + dx * share, from[1] + dy * share]) < limit;
  });
}

function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
}
