import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { stemOf } from '../../core/disk/file-stem.ts';
import { refuseLongName } from '../../core/disk/part-file.ts';
import { companionNames } from '../../core/exports/mesh/companion-names.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { isFileName } from './export-request.ts';

/** The file of an export and what is written beside it: its facts, and the material and texture of an OBJ. */
export function exportPaths(path: string, { kind, options }: WantedFile): string[] {
  const companions = kind === 'mesh' ? companionNames(path, options) : [];
  return [path, `${path}.json`, ...companions.map((name) => join(dirname(path), name))];
}

/** The files that an estimate may have, by what their names begin with, `<photo>.<pack>`. */
export function estimatePaths(base: string): string[] {
  return estimatePathsOf(base, { hasUncertainty: true });
}

/** Those of one estimate. */
export function estimatePathsOf(base: string, { hasUncertainty }: { hasUncertainty: boolean }): string[] {
  const endings = ['npy', 'png', ...(hasUncertainty ? ['uncertainty.npy'] : []), 'json'];
  return endings.map((ending) => `${base}.${ending}`);
}

/**
 * What the files made of each photo are called by, so that no two photos of one command write the same file: the name without its
 * extension, where that is taken the whole name, then a number. Letters that differ by case only are the same file on many disks.
 *
 * @param names file names of the photos
 * @param pathsOf every file that is written for what it would be called by, and the place of its photo
 *
 * Throws `bad-input` where the names of files do not follow what photos are called by.
 */
export function uniqueStems(
  names: readonly string[],
  pathsOf: (stem: string, place: number) => readonly string[],
): string[] {
  const taken = new Set<string>();
  return names.map((name, place) => {
    // Each file in the way stands in the way of one count, where the names of files follow what they are called by.
    for (let count = 0; count <= taken.size + 2; count++) {
      const stem =
        count === 0 ? stemOf(name) : count === 1 ? stemOf(`${name}.x`) : `${stemOf(name)}.${count}`;
      const keys = pathsOf(stem, place).map(keyOf);
      if (keys.some((key) => taken.has(key))) continue;
      for (const key of keys) taken.add(key);
      return stem;
    }
    throw new NotUnderstood(
      `Expected names that tell the photos apart, but the files of ${name} would be called as those of another: use {stem} or {index} in their names.`,
    );
  });
}

/**
 * What tells the files of a photo's runs apart: the pack, and a number from the second run on that is called the same without it. In the order in
 * which runs ended, so that a later call gives each the same name.
 */
export function runEndings<Run extends { packId: string }>(
  runs: readonly { photo: { id: string }; run: Run }[],
  nameOf: (run: Run) => string,
): string[] {
  const counts = new Map<string, number>();
  return runs.map(({ photo, run }) => {
    const key = `${photo.id} ${nameOf(run)}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? run.packId : `${run.packId}.${count}`;
  });
}

/** Throws `bad-input` where two files that a person named are one. */
export function refuseTwice(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(keyOf(path)))
      throw new DepthroomError(
        'bad-input',
        `Expected a place of its own for each file, but ${path} would be written twice: choose another name for one.`,
      );
    seen.add(keyOf(path));
  }
}

/**
 * Nothing that is read is written over, however it is called: links lead to the same file. Throws `bad-input` where an output is an input, or
 * has a name that is too long for the disk.
 *
 * @param outputs every file that is to be written, whether it is there or not
 * @param inputs every file that is read; what was not given is passed over
 */
export async function checkOutputs(
  outputs: readonly string[],
  inputs: readonly (string | undefined)[],
): Promise<void> {
  let read: Map<string, string> | undefined;
  for (const path of outputs) {
    await refuseLongName(path);
    const file = await fileAt(path);
    if (file === null) continue;
    // Of many inputs on a slow disk, only where something is there already.
    read ??= await filesAt(inputs.filter((input) => input !== undefined));
    const input = read.get(file);
    if (input !== undefined)
      throw new DepthroomError(
        'bad-input',
        `Expected a place other than the files that are read, but ${path} would overwrite ${basename(input)}, which is one of them: choose another name or folder.`,
      );
  }
}

async function filesAt(paths: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const file = await fileAt(path);
    if (file !== null) found.set(file, path);
  }
  return found;
}

/** The same for two paths that lead to the same file. Null where there is none. */
async function fileAt(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    // Some network drives number no files.
    return ino === 0n ? await realpath(path) : `${dev} ${ino}`;
  } catch {
    return null;
  }
}

/** The same for two paths that some disk takes for the same. */
export function keyOf(path: string): string {
  return resolve(path).normalize('NFC').toLowerCase();
}

/** A folder that is there, a name that ends as folders do, or any name where several files go. Refused: a file's name for several. */
export async function isFolderPath(path: string, areSeveral: boolean): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  const facts = await stat(path).catch(() => null);
  if (facts?.isDirectory()) return true;
  if (areSeveral && (facts || isFileName(path))) {
    throw new NotUnderstood(
      `Expected a folder for the files of several runs, but received "${basename(path)}": name a folder, or one photo.`,
    );
  }
  return areSeveral;
}
