import type { TemplatePack } from "./domain/template-pack.ts";
import type { PageSetup, Styles } from "./document/document.ts";
import type { DocumentKind } from "./packet/document-kinds.ts";

/** A template pack ready for use: what it means, how it looks, and its templates. */
export interface LoadedPack {
  /** What a workspace keeps of it: a shipped pack's id, or the full path of the user's folder. */
  readonly reference: string;
  readonly meaning: TemplatePack;
  readonly styles: Styles;
  /** The page of each document: its own, or the pack's. */
  pageSetup(kind: DocumentKind): PageSetup;
  /** Renders a document's template; `template.…` errors name file and line. */
  render(kind: DocumentKind, view: object): string;
  /** Name of the template's file, for messages. */
  templateFile(kind: DocumentKind): string;
}

/** Where packs come from: those that ship with Forelæg, and folders of the user's own. */
export interface PackLibrary {
  names(): string[];
  /** By a shipped pack's id, or a folder that holds a pack.json. Refuses what is missing or broken. */
  load(pack: string): LoadedPack;
}
