/** A political committee, board or council (udvalg, råd, bestyrelse): the one that meets and decides. */
export interface Body {
  readonly id: number;
  /** The full official name (fuldt navn): `Udvalget for nære tilbud`. */
  readonly name: string;
  /** The name in page stamps and headings (stempelnavn); most often the full name. */
  readonly stampName: string;
  /** The genitive (ejefald), as in `…s beslutning den 4. oktober 2016`. */
  readonly genitive: string;
  /** The name inside a sentence (navn i løbende tekst): `udvalget for nære tilbud`. */
  readonly runningName: string;
  /** Short genitive for its own papers (`Udvalgets`), or null where the full one is always used. */
  readonly ownGenitive: string | null;
  /** Abbreviation (forkortelse) as in work plans and file names, or null. */
  readonly abbreviation: string | null;
  /** Whether the kind of case is printed in its headings (`1. BESLUTNINGSSAG: …`). */
  readonly printsKind: boolean;
  /** Id of the template pack that its papers are set with. */
  readonly pack: string;
}

/** A member or substitute of a body (medlem, stedfortræder). */
export interface Member {
  readonly id: number;
  readonly bodyId: number;
  readonly name: string;
  /** Party letter (partibogstav), or null outside politics. */
  readonly party: string | null;
  /** `formand`, `næstformand` … as printed, or null for an ordinary member. */
  readonly role: string | null;
  readonly substitute: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly position: number;
}

/** Members sit from `from` to `to`, both days included; null is without limit. */
export function isMemberOn(member: Member, date: string): boolean {
  return (member.from === null || member.from <= date) && (member.to === null || date <= member.to);
}
