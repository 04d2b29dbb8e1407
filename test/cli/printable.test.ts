import { expect, test } from "vitest";
import { printable } from "../../cli/printable.ts";

test("a file's name cannot steer the terminal that it is shown on", () => {
  expect(printable("bilag\u001b[2K\u001b]0;x\u0007.pdf")).toBe("bilag�[2K�]0;x�.pdf");
  expect(printable("lukket\rBilag\u009b8m fdp.\u202epgj")).toBe("lukket�Bilag�8m fdp.�pgj");
  expect(printable("Mødet »æøå«\n\ter sat – 3 sider …")).toBe("Mødet »æøå«\n\ter sat – 3 sider …");
});
