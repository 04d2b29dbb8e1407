import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isInSyncedFolder, isSyncedPath } from "../../db/synced-folder.ts";
import { testFolder } from "./samples.ts";

test.each([
  "\\\\server\\fælles\\møder", "//server/fælles/møder", "\\\\?\\UNC\\server\\fælles",
  "C:\\Users\\aase\\OneDrive\\Møder", "C:\\Users\\aase\\OneDrive - Region Eksempel\\Møder",
  "/Users/aase/Library/CloudStorage/OneDrive-RegionEksempel/Møder", "/home/aase/Dropbox/møder",
  "C:\\Users\\aase\\Dropbox (Region Eksempel)", "G:\\My Drive\\møder", "G:\\Mit drev\\møder",
  "/Users/aase/Library/CloudStorage/GoogleDrive-aase@eksempel.example/Mit drev", "/Users/aase/Google Drive",
  "C:\\Users\\aase\\iCloudDrive\\møder", "/Users/aase/Library/Mobile Documents/com~apple~CloudDocs/møder",
  "/home/aase/Nextcloud/møder",
])("%s is on the network or synced", (folder) => {
  expect(isSyncedPath(folder)).toBe(true);
});

test.each([
  "C:\\Users\\aase\\Documents\\Møder", "\\\\?\\C:\\Møder", "\\\\.\\C:\\Møder", "/home/aase/møder", "/",
  "/home/aase/Dropboxkopi", "/home/aase/sag om OneDrive", "D:\\Google", "",
])("%s is on this machine", (folder) => {
  expect(isSyncedPath(folder)).toBe(false);
});

test("a link into a synced folder is known for what it is", () => {
  const folder = testFolder();
  mkdirSync(join(folder, "Dropbox"));
  symlinkSync(join(folder, "Dropbox"), join(folder, "møder"));
  expect(isInSyncedFolder(join(folder, "møder", "a.forelaeg"))).toBe(true);
  expect(isInSyncedFolder(join(folder, "a.forelaeg"))).toBe(false);
});
