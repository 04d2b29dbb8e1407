import type { Attendance, Person } from "../domain/meeting.ts";
import type { ExampleBody } from "./example-types.ts";

/**
 * Region Fjordland and everyone in it is invented: towns, people, the local list L (Landdistriktslisten) and cases.
 * Every name below sits in the council; committee and executive are chosen among its members.
 */
export const committee: ExampleBody = {
  key: "committee",
  name: "Udvalget for nære sundhedstilbud",
  stampName: "Udvalget for nære sundhedstilbud",
  genitive: "Udvalget for nære sundhedstilbuds",
  runningName: "udvalget for nære sundhedstilbud",
  ownGenitive: "Udvalgets",
  abbreviation: "UNS",
  printsKind: true,
  pack: "region",
  members: [
    ...seats([
      ["Karen Sivholm", "A", "formand"],
      ["Hanne Egebro", "V", "næstformand"],
      ["Torben Lyngdrup", "A"],
      ["Rasmus Enghavn", "B"],
      ["Charlotte Hyldemose", "C"],
      ["Signe Birkholt", "F"],
      ["Heine Rørmose", "L"],
      ["Anders Vesterkær", "V"],
      ["Pernille Havkær", "Ø"],
    ]),
    ...substitutes(9, [
      ["Malene Tornemark", "A"],
      ["Niels Kirkeklit", "C"],
      ["Amina Sørup", "F"],
      ["Gudrun Tangager", "L"],
      ["Lisbeth Ådalsgaard", "V"],
    ]),
  ],
};

export const executive: ExampleBody = {
  key: "executive",
  name: "Forretningsudvalget",
  stampName: "Forretningsudvalget",
  genitive: "Forretningsudvalgets",
  runningName: "forretningsudvalget",
  ownGenitive: null,
  abbreviation: "FU",
  printsKind: false,
  pack: "region",
  members: [
    ...seats([
      ["Birgitte Klithede", "A", "formand"],
      ["Jens Christian Hvidklit", "V", "næstformand"],
      ["Karen Sivholm", "A"],
      ["Louise Bøgelykke", "B"],
      ["Frederik Sundbjerg", "C"],
      ["Ole Mosegård-Lind", "F"],
      ["Bent Ravnsklit", "O"],
      ["Mogens Strandvold", "V"],
      ["Jonas Ørbro", "Ø"],
    ]),
    ...substitutes(9, [
      ["Selma Karabek", "A"],
      ["Hanne Egebro", "V"],
    ]),
  ],
};

export const council: ExampleBody = {
  key: "council",
  name: "Regionsrådet",
  stampName: "Regionsrådet",
  genitive: "Regionsrådets",
  runningName: "regionsrådet",
  ownGenitive: null,
  abbreviation: "RR",
  printsKind: false,
  pack: "region",
  members: [
    ...seats([
      ["Birgitte Klithede", "A", "formand"],
      ["Jens Christian Hvidklit", "V", "1. næstformand"],
      ["Ole Mosegård-Lind", "F", "2. næstformand"],
      ["Selma Karabek", "A"],
      ["Torben Lyngdrup", "A"],
      ["Poul-Erik Rørbæksen", "A"],
      ["Karen Sivholm", "A"],
      ["Malene Tornemark", "A"],
      ["Louise Bøgelykke", "B"],
      ["Rasmus Enghavn", "B"],
      ["Charlotte Hyldemose", "C"],
      ["Niels Kirkeklit", "C"],
      ["Frederik Sundbjerg", "C"],
      ["Signe Birkholt", "F"],
      ["Amina Sørup", "F"],
      ["Mikkel Søndervang", "I"],
      ["Heine Rørmose", "L"],
      ["Gudrun Tangager", "L"],
      ["Bent Ravnsklit", "O"],
      ["Hanne Egebro", "V"],
      ["Mogens Strandvold", "V"],
      ["Anders Vesterkær", "V"],
      ["Lisbeth Ådalsgaard", "V"],
      ["Pernille Havkær", "Ø"],
      ["Jonas Ørbro", "Ø"],
    ]),
    ...substitutes(25, [
      ["Inge Havrup", "A"],
      ["Camilla Bredhøj", "C"],
      ["Søren Vestermose", "V"],
      ["Thor Lindebro", "Ø"],
    ]),
  ],
};

/** Attendance at a held meeting: everyone in the body but those absent, and the substitutes who came instead. */
export function attended(body: ExampleBody, absentNames: readonly string[], substituteNames: readonly string[]): Attendance {
  const absent = people(body, absentNames);
  const stoodIn = people(body, substituteNames);
  const seated = body.members
    .filter((member) => !member.substitute && !absentNames.includes(member.name))
    .map(({ name, party }) => ({ name, party }));
  return { present: [...seated, ...stoodIn], absent, substitutes: stoodIn };
}

function people(body: ExampleBody, names: readonly string[]): readonly Person[] {
  return body.members.filter((member) => names.includes(member.name)).map(({ name, party }) => ({ name, party }));
}

type Seat = readonly [name: string, party: string, role?: string];

function seats(list: readonly Seat[]): ExampleBody["members"] {
  return list.map(([name, party, role], index) => ({
    name, party, role: role ?? null, substitute: false, from: "2026-01-01", to: "2029-12-31", position: index + 1,
  }));
}

function substitutes(after: number, list: readonly Seat[]): ExampleBody["members"] {
  return seats(list).map((seat, index) => ({ ...seat, substitute: true, position: after + index + 1 }));
}
