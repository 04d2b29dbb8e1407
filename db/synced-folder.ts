import { realpathSync, statfsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Whether a file stands where SQLite's write-ahead log is not safe: on another machine (the log's shared memory works
 * between processes of one machine only), or in a folder that a cloud service copies file by file, which may pair a
 * new log with an old file. Known by the folder's real path, where Windows shows a mapped drive as `\\server\share`,
 * and by the kind of file system, where the system tells.
 */
export function isInSyncedFolder(path: string): boolean {
  const folder = realFolder(dirname(path));
  return isSyncedPath(folder) || isNetworkFileSystem(folder);
}

/** By the folder's path alone, as Windows, macOS or Linux writes it. */
export function isSyncedPath(folder: string): boolean {
  if (/^[\\/]{2}(?:\?\\UNC\\)?[^\\/?.]/.test(folder)) return true;
  return folder.split(/[\\/]/).some((part) => syncedFolders.some((name) => name.test(part)));
}

const syncedFolders: readonly RegExp[] = [
  /^OneDrive(?: - .+|-.+)?$/i, //                  OneDrive, "OneDrive - Region Eksempel", OneDrive-Personal
  /^Dropbox(?: \(.+\)|-.+)?$/i, //                 Dropbox, "Dropbox (Eksempel)"
  /^Google ?Drive(?:-.+)?$|^My Drive$|^Mit drev$/i, // GoogleDrive-navn@eksempel.dk, "G:\Mit drev"
  /^iCloud ?Drive$|^Mobile Documents$|^com~apple~CloudDocs$/i,
  /^CloudStorage$/, //                             where macOS keeps all of them: ~/Library/CloudStorage
  /^Nextcloud$|^ownCloud$/i,
];

/** https://man7.org/linux/man-pages/man2/statfs.2.html; Windows tells 0. */
const networkFileSystems: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x01021997, // 9P: a folder of the host, seen from a virtual machine
]);

function isNetworkFileSystem(folder: string): boolean {
  try {
    return networkFileSystems.has(Number(BigInt.asUintN(32, BigInt(statfsSync(folder).type))));
  } catch {
    return false; // no such folder: opening the file will say so
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
