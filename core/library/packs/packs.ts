import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import { type Pack, type PackListing, packSchema } from '../../../contract/pack.ts';
import { SYSTEMS } from '../../../contract/systems.ts';
import { sha256Of } from '../../disk/hash-file.ts';
import { requireOrdinaryFile } from '../../disk/require-ordinary-file.ts';
import { knownFailure, systemFailure } from '../../disk/system-failure.ts';
import { packFiles } from './pack-files.ts';

/** A pack that has been read: its words, where it lies, and the hash of its pack.json (which pins every graph by sha256). */
export interface InstalledPack {
  pack: Pack;
  folder: string;
  hash: string;
  isShipped: boolean;
}

/**
 * Reads a pack folder: schema, presence and size of every file. Contents are checked before first use (`verifyPack`). A link that leads
 * out of the folder is refused unless the pack is to be copied: what lies behind it could change unseen, and onnxruntime does not follow it.
 */
export async function readPack(folder: string, isShipped = false, mayLink = false): Promise<InstalledPack> {
  const path = join(resolve(folder), 'pack.json');
  await requireOrdinaryFile(path, `the model pack ${path}`);
  const bytes = await readFile(path).catch((thrown) => {
    throw systemFailure(thrown, `read the model pack ${path}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new DepthroomError('bad-pack', `Expected JSON in ${path}, but it cannot be parsed.`);
  }
  const parsed = packSchema.safeParse(json);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new DepthroomError(
      'bad-pack',
      `Expected ${path} to be a model pack, but ${first.path.join('.') || 'it'}: ${first.message}.`,
    );
  }
  const pack = parsed.data;
  for (const { file, bytes: expected } of packFiles(pack)) {
    const path = join(folder, file);
    if (!mayLink) await refuseLinkOut(folder, path, pack.id);
    const facts = await stat(path).catch(() => null);
    if (!facts)
      throw new DepthroomError(
        'bad-pack',
        `Expected the file ${file} in the pack "${pack.id}", but it is missing; install the pack again.`,
      );
    if (facts.size !== expected) {
      throw new DepthroomError(
        'bad-pack',
        `Expected ${file} of the pack "${pack.id}" to have ${expected} bytes, but received ${facts.size}; install the pack again.`,
      );
    }
  }
  return { pack, folder: resolve(folder), hash: sha256Of(bytes), isShipped };
}

async function refuseLinkOut(folder: string, path: string, id: string): Promise<void> {
  const facts = await lstat(path).catch(() => null);
  if (!facts?.isSymbolicLink()) return;
  const [place, target] = await Promise.all([realpath(folder), realpath(path).catch(() => '')]);
  if (dirname(target) === place) return;
  throw new DepthroomError(
    'bad-pack',
    `Expected ${basename(path)} of the pack "${id}" to be a file, but it is a link that leads out of the pack; put the file itself in its place, or install the pack again.`,
  );
}

/** A folder of pack folders. */
export interface PackPlace {
  folder: string;
  isShipped: boolean;
}

/**
 * All packs below the given folders; a broken one is listed with its problem. Earlier folders win where ids are equal. Folders
 * whose names begin with a dot are passed over: packs that are still on their way lie in one.
 */
export async function listPacks(places: readonly PackPlace[]): Promise<(InstalledPack | BrokenPack)[]> {
  const found = new Map<string, InstalledPack | BrokenPack>();
  for (const { folder, isShipped } of places) {
    const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of names
      .filter((item) => item.isDirectory() && !item.name.startsWith('.'))
      .sort((a, b) => a.name.localeCompare(b.name))) {
      const item = await readPack(join(folder, entry.name), isShipped).catch(
        (thrown): BrokenPack => ({
          name: entry.name,
          folder: join(folder, entry.name),
          problem: toFailure(knownFailure(thrown)).message,
          isShipped,
        }),
      );
      const id = 'pack' in item ? item.pack.id : item.name;
      if (!found.has(id)) found.set(id, item);
    }
  }
  return [...found.values()];
}

export interface BrokenPack {
  name: string;
  folder: string;
  problem: string;
  isShipped: boolean;
}

/** The kind of map that a pack makes; null where it takes over that of its prior. */
export function depthKindOf(pack: Pack): DepthKind | null {
  // A network of one pass that was taken from anywhere answers what its pack says.
  return SYSTEMS[pack.system].answers && KINDS[pack.depth.kind];
}

const KINDS: Record<Pack['depth']['kind'], DepthKind> = {
  disparity: 'affine-disparity',
  affine: 'affine-depth',
  metric: 'metric',
  'log-metric': 'metric',
};

export function packListing(item: InstalledPack | BrokenPack): PackListing {
  if (!('pack' in item)) {
    return {
      id: item.name,
      system: null,
      title: item.name,
      origin: null,
      licence: 'unknown',
      source: null,
      hash: '',
      bytes: 0,
      depthKind: null,
      isShipped: item.isShipped,
      defaults: {},
      problem: item.problem,
    };
  }
  const { pack, hash, isShipped } = item;
  return {
    id: pack.id,
    system: pack.system,
    title: pack.title,
    origin: pack.origin,
    licence: pack.licence,
    source: pack.source ?? null,
    hash,
    bytes: packFiles(pack).reduce((sum, file) => sum + file.bytes, 0),
    depthKind: depthKindOf(pack),
    isShipped,
    defaults: 'defaults' in pack ? pack.defaults : {},
    problem: null,
  };
}
