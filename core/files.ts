/**
 * The core's way to files outside the workspace; `platform/files.ts` is the one on Node. Paths are the host's, and
 * the core only hands them on. What goes wrong is an AppError: `file.missing`, `file.unreadable`, `file.unwritable`,
 * `file.disk-full`.
 */
export interface FilePort {
  /** The whole file. */
  read(path: string): Promise<Uint8Array>;
  /** The file piece by piece, for those that may be large. */
  stream(path: string): AsyncIterable<Uint8Array>;
  /**
   * Writes beside the file and takes its place only when every byte is on the disk: whatever happens, the path holds
   * the old file or the new one, whole, and nothing else is left behind; what a kill leaves is cleared away by the next
   * writing. `inspect` is given the path of the finished file before it takes its place; where it throws, nothing is
   * written. A pipe or a device, which takes bytes as they come, is refused then.
   */
  writeAside(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>, inspect?: (asidePath: string) => Promise<void>): Promise<void>;
  /** With the folders above it; content where it is there already. */
  makeFolder(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Bytes. */
  size(path: string): Promise<number>;
  kind(path: string): Promise<PathKind>;
  /** What stands directly in a folder, in no particular order. */
  list(folder: string): Promise<FolderEntry[]>;
  /** A new folder of the machine's own for files that are needed for a moment, which nobody else may read. */
  scratch(): Promise<Scratch>;
}

/** What a path, or the link that it is, leads to; `other` for pipes and devices, and a link that leads nowhere. */
export type PathKind = "file" | "folder" | "other";

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: PathKind;
}

export interface Scratch {
  readonly folder: string;
  /** Path of a file in it. */
  path(name: string): string;
  /** Takes the folder away with all that is in it. */
  remove(): Promise<void>;
}
