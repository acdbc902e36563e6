import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { makeFoldersNow } from '../make-folder.ts';
import { collectPartsNow, partPath } from '../part-owner.ts';
import { makePrivateFolder, PRIVATE_FOLDER } from '../private-folder.ts';
import { removeLeftFileNow } from '../remove-left.ts';
import { replaceFile } from '../write-file.ts';
import { readSmallText, readSmallTextNow } from './read-beginning.ts';

/*
 * Small files in the person's data folder that remember something from one start to the next. Several processes may write them: they are
 * read each time, and replaced whole. What cannot be read is as good as nothing.
 */

/** They hold some kilobytes; more is nothing that Depthroom wrote. */
const MOST_BYTES = 4e6;

/** What is kept in a file; `nothing` where it is not there, or holds what nobody here wrote. Never fails. */
export async function readKept<Kept>(path: string, schema: z.ZodType<Kept>, nothing: Kept): Promise<Kept> {
  try {
    return schema.parse(JSON.parse((await readSmallText(path, MOST_BYTES)) ?? ''));
  } catch {
    return nothing;
  }
}

/**
 * Keeps it whole or not at all, in a folder that is made where it is missing. Throws `exists`, `no-permission`, `no-space`, `not-found`,
 * `bad-input` or `internal` where it cannot be written; nobody can stop it, so never `cancelled`.
 */
export async function keepWhole(path: string, kept: unknown): Promise<void> {
  await makePrivateFolder(dirname(path));
  await replaceFile(path, Buffer.from(textOf(kept)));
}

/** As `readKept`, where nothing may come between. Never fails. */
export function readKeptNow<Kept>(path: string, schema: z.ZodType<Kept>, nothing: Kept): Kept {
  try {
    return schema.parse(JSON.parse(readSmallTextNow(path, MOST_BYTES) ?? ''));
  } catch {
    return nothing;
  }
}

/** As `keepWhole`, where nothing may come between. Throws what the system throws. */
export function keepNow(path: string, kept: unknown): void {
  makeFoldersNow(dirname(path), PRIVATE_FOLDER);
  collectPartsNow(path);
  const part = partPath(path);
  try {
    writeFileSync(part, textOf(kept), { flag: 'wx' });
    renameSync(part, path);
  } catch (thrown) {
    removeLeftFileNow(part);
    throw thrown;
  }
}

function textOf(kept: unknown): string {
  return JSON.stringify(kept, null, 1);
}

/** A record with one more entry, as the last one; the oldest go where there are more than `most`. */
export function withLatest<Value>(
  kept: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
  most: number,
): Record<string, Value> {
  const { [key]: _, ...others } = kept;
  return Object.fromEntries([...Object.entries(others).slice(1 - most), [key, value]]);
}
