import { randomBytes } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freeBytesIn } from './disk-space.ts';

/** A file that holds nothing: it is given up when the disk is full, so that a person can still remove photos to make room. */
export const SPARE_ROOM = 'project.spare';
const SPARE_BYTES = 1 << 20;
/** Not taken from a disk that is about to be full. */
const LEAST_FREE_BYTES = 32 << 20;

/** Keeps room for removals, where it is not kept yet and the disk has enough. */
export async function keepSpareRoom(folder: string): Promise<void> {
  const path = join(folder, SPARE_ROOM);
  const facts = await stat(path).catch(() => null);
  if (facts?.size === SPARE_BYTES) return;
  const free = await freeBytesIn(folder);
  if (free === null || free < LEAST_FREE_BYTES) return;
  // Random, since some file systems store zeros in no room at all.
  await writeFile(path, randomBytes(SPARE_BYTES));
}

/** Gives the room up; false where none was kept. */
export async function giveUpSpareRoom(folder: string): Promise<boolean> {
  return rm(join(folder, SPARE_ROOM)).then(
    () => true,
    () => false,
  );
}
