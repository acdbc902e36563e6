import { renameSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { makeFolders } from './make-folder.ts';
import { PRIVATE_FOLDER } from './private-folder.ts';
import { syncFolder, syncFolderNow } from './sync-folder.ts';

/** An open file, as far as it is written here: `write` takes a position in bytes, or null for the end of what was written so far. */
export interface WrittenFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The calls by which bytes and names come to the disk where their order decides what is left after a power loss. A test records them and
 * looks at what is left when any of them is the last (test/faults/power-loss.test.ts). They fail as those of node:fs do.
 */
export interface DiskPort {
  /** Makes a folder and those above it, for their owner only; answers with the topmost that was made. */
  makeFolder(path: string): Promise<string | undefined>;
  /** `wx`: a new file. `r+`: one that is there. */
  open(path: string, flags: 'wx' | 'r+'): Promise<WrittenFile>;
  rename(from: string, to: string): Promise<void>;
  /** As `rename`, inside a transaction, which nothing may interrupt. */
  renameNow(from: string, to: string): void;
  link(from: string, to: string): Promise<void>;
  /** Removes a file where there is one. */
  remove(path: string): Promise<void>;
  /** Brings the names in a folder to the disk. Never fails. */
  syncFolder(folder: string): Promise<void>;
  syncFolderNow(folder: string): void;
}

export const REAL_DISK: DiskPort = {
  makeFolder: (path) => makeFolders(path, PRIVATE_FOLDER),
  open: (path, flags) => open(path, flags),
  rename,
  renameNow: renameSync,
  link,
  remove: (path) => rm(path, { force: true }),
  syncFolder,
  syncFolderNow,
};
