import { expect, test } from "vitest";
import { tidyTitle, titleFromFileName } from "../../../core/domain/attachment-title.ts";

test.each([
  ["Støjrapport.pdf", "Støjrapport"],
  ["Budget.XLSX", "Budget"],
  ["Notat.docx.pdf", "Notat"],
  ["Referat 2.marts", "Referat 2.marts"],
  ["Notat v1.2", "Notat v1.2"],
  ["Mail fra kr. Nielsen.msg", "Mail fra kr. Nielsen"],
  ["arkiv.tar.zip", "arkiv.tar"],
  [".pdf", ".pdf"],
  ["A\u030Arsrapport.pdf", "Årsrapport"],
])("%s is titled %s", (fileName, title) => expect(titleFromFileName(fileName)).toBe(title));

test.each([
  ["Støjrapport_FINAL (2)", "Støjrapport"],
  ["1. Bilag 1. Økonomisk overblik", "Økonomisk overblik"],
  ["Bilag 3 - Kort over området", "Kort over området"],
  ["Bilag nr. 4: Tidsplan", "Tidsplan"],
  ["01_Notat_om_færgen", "Notat om færgen"],
  ["Notat - Kopi (3)", "Notat"],
  ["Høringssvar endelig version", "Høringssvar"],
  ["Budget v2.1", "Budget"],
  ["Budget%202027", "Budget 2027"],
  // left as they are
  ["IMG_2041", "IMG_2041"],
  ["IMG_20270316_101501", "IMG_20270316_101501"],
  ["Bilag 1", "Bilag 1"],
  ["2027-03-16 Referat", "2027-03-16 Referat"],
  ["3 scenarier for havnen", "3 scenarier for havnen"],
  ["Final", "Final"],
  ["Bilagsoversigt", "Bilagsoversigt"],
  ["Budget (rettet)", "Budget (rettet)"],
  ["(2)", "(2)"],
])("%s is tidied to %s", (title, tidy) => expect(tidyTitle(title)).toBe(tidy));
