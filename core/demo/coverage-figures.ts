import { sum } from "./markup.ts";

/** Figures of an area of general practice on 1 April 2027. */
export interface Area {
  readonly name: string;
  /** Full-time places for doctors (kapaciteter). */
  readonly places: number;
  readonly vacant: number;
  /** Citizens listed with a doctor in the area. */
  readonly listed: number;
  /** How many more citizens the doctors with open lists can take. */
  readonly room: number;
}

export interface Municipality {
  readonly name: string;
  /** Vacant places on 1 April 2025 and 2026; those of 2027 are the areas' sum. */
  readonly vacantBefore: readonly [number, number];
  readonly areas: readonly Area[];
}

export const municipalities: readonly Municipality[] = [
  {
    name: "Fjordkøbing",
    vacantBefore: [1, 2],
    areas: [
      area("Bredmosen", 4, 0, 6420, 180),
      area("Domkvarteret", 7, 0, 11310, 340),
      area("Havnen", 5, 0, 8050, 265),
      area("Lindeparken", 4, 0, 6515, 90),
      area("Nørrebakken", 6, 1, 9480, 0),
      area("Skovlunden", 5, 0, 8140, 210),
      area("Sønderengen", 6, 0, 9725, 155),
      area("Vestervold", 8, 1, 12460, 120),
    ],
  },
  {
    name: "Hedelunde",
    vacantBefore: [2, 2],
    areas: [
      area("Grønkær", 3, 0, 4865, 60),
      area("Hedelunde Midtby", 8, 1, 12690, 0),
      area("Hedelunde Vest", 5, 0, 8120, 175),
      area("Lynghøje", 3, 1, 4210, 0),
      area("Sandhuse", 2, 0, 3190, 45),
      area("Torpdal", 3, 1, 4385, 0),
      area("Ulvemose", 2, 0, 3240, 20),
    ],
  },
  {
    name: "Klitbjerg",
    vacantBefore: [3, 4],
    areas: [
      area("Fyrbakke", 2, 1, 2460, 0),
      area("Klitbjerg By", 7, 1, 10980, 0),
      area("Klitbjerg Havn", 4, 1, 5870, 0),
      area("Marehalm", 2, 0, 3150, 35),
      area("Nørreklit", 3, 1, 4120, 0),
      area("Skarreby", 3, 0, 4790, 70),
      area("Stormhuse", 2, 1, 2380, 0),
    ],
  },
  {
    name: "Mariestrand",
    vacantBefore: [2, 3],
    areas: [
      area("Bøgeodde", 3, 0, 4835, 110),
      area("Kystlund", 3, 1, 4290, 0),
      area("Mariestrand By", 7, 1, 11040, 0),
      area("Mariestrand Syd", 4, 0, 6445, 95),
      area("Præstemarken", 3, 0, 4780, 40),
      area("Sivbakke", 2, 0, 3205, 25),
      area("Tangø", 2, 1, 1980, 0),
    ],
  },
  {
    name: "Åmosebro",
    vacantBefore: [2, 3],
    areas: [
      area("Dybemose", 2, 1, 2590, 0),
      area("Kærmølle", 3, 0, 4760, 55),
      area("Pilevad", 2, 0, 3140, 30),
      area("Rørkilde", 3, 1, 4175, 0),
      area("Vadebro", 2, 0, 3185, 20),
      area("Åmosebro By", 6, 1, 9560, 0),
      area("Åmosebro Nord", 4, 1, 6020, 0),
    ],
  },
];

/** The years of the bar chart: 1 April each. */
export const vacancyYears = [2025, 2026, 2027] as const;

/** Vacant places of a municipality on 1 April 2025, 2026 and 2027. */
export function vacancies(municipality: Municipality): readonly [number, number, number] {
  return [...municipality.vacantBefore, total([municipality], "vacant")];
}

export function total(of: readonly Municipality[], column: Exclude<keyof Area, "name">): number {
  return sum(of.flatMap((municipality) => municipality.areas.map((entry) => entry[column])));
}

function area(name: string, places: number, vacant: number, listed: number, room: number): Area {
  return { name, places, vacant, listed, room };
}
