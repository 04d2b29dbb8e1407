import { da } from "./messages/da.ts";
import type { Facts, MessageCode } from "./messages/facts.ts";

export type { Facts, MessageCode } from "./messages/facts.ts";

/** Something that the user should know: a code with facts, put into words only where it is shown. */
export type Notice = { [Code in MessageCode]: { readonly code: Code; readonly facts: Facts[Code] } }[MessageCode];

/** The sentence for a code and its facts, in Danish. It names the thing and the next step. */
export function say(notice: Notice): string {
  const sentence = da[notice.code] as (facts: Facts[MessageCode]) => string;
  return sentence(notice.facts);
}
