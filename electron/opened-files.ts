import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Truth } from '../contract/compare/truth.ts';
import { type OpenedFile, type TakenPhoto, truthOfSchema } from '../contract/desktop.ts';
import { DepthroomError } from '../contract/errors.ts';
import { nameOfUpload } from '../core/disk/file-stem.ts';
import type { Engine } from '../core/host/engine.ts';

/** Files that were opened with Depthroom: by "Open with", dropped on its icon, or named when it was started. */
export interface OpenedFiles {
  add(paths: readonly string[]): void;
  /** Those that the page was not told of yet. */
  take(): OpenedFile[];
  /** Where the file of a ticket lies. Throws `not-found` for a ticket that was never given. */
  pathOf(ticket: unknown): string;
}

export function createOpenedFiles(): OpenedFiles {
  const paths = new Map<string, string>();
  let waiting: OpenedFile[] = [];
  return {
    add(given) {
      for (const path of given) {
        const ticket = randomUUID();
        paths.set(ticket, path);
        waiting.push({ ticket, name: basename(path) });
      }
    },
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    pathOf(ticket) {
      // It stays good: a photo that was refused may be tried again.
      const path = typeof ticket === 'string' ? paths.get(ticket) : undefined;
      if (path !== undefined) return path;
      throw new DepthroomError(
        'not-found',
        'This file was not opened with Depthroom: drop it on the window.',
      );
    },
  };
}

/**
 * The files among the words that a program was started with. The first word is the program, and where Electron runs a folder (`isPackaged`
 * is false) the second is that; what begins with a dash is for Electron. Desktops of Linux may give addresses.
 */
export function filesOfWords(words: readonly string[], folder: string, isPackaged: boolean): string[] {
  return words.slice(isPackaged ? 1 : 2).flatMap((word) => {
    if (word.startsWith('-') || word === '') return [];
    if (!word.startsWith('file:')) return resolve(folder, word);
    try {
      return fileURLToPath(word);
    } catch {
      return [];
    }
  });
}

/** Takes a photo from where it lies. Throws what the import throws. */
export async function importFrom(engine: Engine, path: unknown): Promise<TakenPhoto> {
  if (typeof path !== 'string' || path === '')
    throw new DepthroomError('bad-input', 'Expected the path of a photo, but received none: drop it again.');
  const since = new Date().toISOString();
  const photo = await engine.local('importPhoto', { path, name: nameOfUpload(basename(path)) });
  return { photo, isKnown: photo.addedAt < since };
}

/** Takes measured depth from where it lies, to the photo that it belongs to. Throws what the import throws. */
export async function importTruthFrom(engine: Engine, given: unknown): Promise<Truth> {
  const asked = truthOfSchema.extend({ path: z.string().min(1) }).safeParse(given);
  if (!asked.success)
    throw new DepthroomError(
      'bad-input',
      'Expected the path of a depth map and the photo that it belongs to, but received something else: drop it again.',
    );
  const { path, photoId, calibration } = asked.data;
  return engine.local('importTruth', { path, photoId, calibration, name: nameOfUpload(basename(path)) });
}
