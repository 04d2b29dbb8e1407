import { capitalHeight, createCanvas, fill, rectangle, stroke, textWidth, toPng, write } from "./raster.ts";

export interface BarGroup {
  readonly name: string;
  /** One value for each series. */
  readonly values: readonly number[];
}

const width = 1600;
const height = 800;
const plot = { left: 90, right: 1580, top: 130, bottom: 690 } as const;
const text = "#26323a";
/** Light to dark, so that the order shows in grey too. */
const tints = ["#b9d0da", "#6fa3b8", "#0b5a73"] as const;

/** A grouped bar chart as PNG: whole numbers from 0, each bar with its value. */
export function drawVacancyChart(groups: readonly BarGroup[], series: readonly string[]): Uint8Array {
  const canvas = createCanvas(width, height, "#ffffff");
  const top = Math.max(...groups.flatMap(({ values }) => values)) + 1;
  const level = (value: number) => plot.bottom - ((plot.bottom - plot.top) * value) / top;

  for (let value = 0; value <= top; value++) {
    const y = level(value);
    if (value > 0) fill(canvas, [rectangle(plot.left, y - 1, plot.right - plot.left, 2)], "#dfe4e7");
    write(canvas, String(value), [plot.left - 18, y + capitalHeight(34) / 2], { size: 34, colour: text, align: "right" });
  }
  write(canvas, "Antal ubesatte kapaciteter", [20, 50], { size: 36, colour: text });
  drawLegend();

  const groupWidth = (plot.right - plot.left) / groups.length;
  const barWidth = (groupWidth * 0.72) / series.length;
  groups.forEach(({ name, values }, group) => {
    const middle = plot.left + groupWidth * (group + 0.5);
    values.forEach((value, index) => {
      const left = middle + barWidth * (index - values.length / 2) + 3;
      fill(canvas, [rectangle(left, level(value), barWidth - 6, plot.bottom - level(value))], tints[index] ?? text);
      write(canvas, String(value), [left + barWidth / 2 - 3, level(value) - 12], { size: 34, colour: text, align: "centre" });
    });
    write(canvas, name, [middle, plot.bottom + 56], { size: 38, colour: text, align: "centre" });
  });
  stroke(canvas, [[plot.left, plot.bottom], [plot.right, plot.bottom]], 4, "#7a858c");
  return toPng(canvas);

  function drawLegend(): void {
    let x = plot.right;
    series.toReversed().forEach((name, fromEnd) => {
      x -= textWidth(name, 36);
      write(canvas, name, [x, 50], { size: 36, colour: text });
      fill(canvas, [rectangle(x - 42, 50 - capitalHeight(36) - 2, 28, 28)], tints[series.length - 1 - fromEnd] ?? text);
      x -= 90;
    });
  }
}
