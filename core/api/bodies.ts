import type { Body } from "../domain/body.ts";
import { formsOfName } from "../domain/template-pack.ts";
import type { PackLibrary } from "../packs.ts";
import type { Store } from "../store.ts";

/** The body with that name, or a new one whose name's forms follow the pack's patterns. */
export function findOrAddBody(store: Store, packs: PackLibrary, name: string, pack: string): Body {
  const known = store.bodies.find(name);
  if (known) return known;
  const { meaning, reference } = packs.load(pack);
  const forms = formsOfName(meaning.bodyForms, name);
  return store.bodies.add({
    name,
    stampName: forms.stamp,
    genitive: forms.genitive,
    runningName: forms.running,
    ownGenitive: forms.ownGenitive,
    abbreviation: null,
    printsKind: true,
    pack: reference,
  });
}
