import type { Notice } from "../errors.ts";
import type { Document } from "./document.ts";

/** What a writer needs beside the document: time and chance come in by the door. */
export interface WriteOptions {
  /** ISO 8601 instant that goes into the metadata. */
  readonly createdAt: string;
  /** Hex string that makes the file's identity; the same document with the same id gives the same bytes. */
  readonly id: string;
}

export interface Written {
  readonly bytes: Uint8Array;
  /** Pages, where the format has any. */
  readonly pages: number | null;
  /** Page of every anchor, from 1, with those on the pages that follow; where the format has pages. */
  readonly anchors?: ReadonlyMap<string, number>;
  /** What could not be set as it stands in the document, for the user to know. */
  readonly notices: readonly Notice[];
}

/** Sets a document in one format. */
export type Writer = (document: Document, options: WriteOptions) => Promise<Written>;

/** Where a document's anchors come to stand: page numbers from 1, and the number of pages. */
export interface PageNumbers {
  readonly anchors: ReadonlyMap<string, number>;
  readonly count: number;
}

/** Lays a document out without writing it. */
export type PageFinder = (document: Document) => PageNumbers;
