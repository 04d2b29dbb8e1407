import { municipalities, vacancies, vacancyYears } from "./coverage-figures.ts";
import type { ExampleImage } from "./example-types.ts";
import { drawSitePlan } from "./site-plan.ts";
import { drawVacancyChart } from "./vacancy-chart.ts";

/** Written down, for the core computes no hashes; a test compares them with what is drawn. */
export const vacancyChartSha256 = "1e8d4bf9e0581e322b100b4468c50e3dc82ce346eeb978c33e0af7ed1cdfb4e9";
export const sitePlanSha256 = "1e15a9ad836643378382ae40cdd6449cf6f4b6ce773057d52bf0c31b2eea3413";

export const images: readonly ExampleImage[] = [
  {
    sha256: vacancyChartSha256,
    mediaType: "image/png",
    fileName: "ubesatte-kapaciteter.png",
    bytes: () => drawVacancyChart(municipalities.map((municipality) => ({ name: municipality.name, values: vacancies(municipality) })), vacancyYears.map(String)),
  },
  {
    sha256: sitePlanSha256,
    mediaType: "image/png",
    fileName: "situationsplan-mariestrand.png",
    bytes: drawSitePlan,
  },
];
