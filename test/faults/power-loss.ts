import { dirname } from 'node:path';
import type { DiskOperation } from './recorded-disk.ts';
import { oneOf } from './seeded.ts';

/*
 * What POSIX lets a power loss leave (fsync(2), rename(2)): bytes of a file that were not brought to the disk are there, are zeros, are
 * there in part, or are not there at all; a name that was made or taken away in a folder that was not brought to the disk since may be so
 * or not, each by itself. SQLite's own files are not played: what it has committed is there.
 */

/** A file by its number, or a folder. */
type Node = number | 'folder';

interface Name {
  path: string;
  node: Node | null;
}

interface Content {
  now: Buffer;
  onDisk: Buffer | null;
}

/** The disk after some operations: what is on it for certain, and what may be. */
export interface Played {
  certain: Map<string, Node>;
  possible: Name[];
  contents: Content[];
  wanted: ReadonlyMap<string, string>;
}

/** Plays operations upon an empty folder `root`, which is there for certain. */
export function play(operations: readonly DiskOperation[]): Played {
  const certain = new Map<string, Node>();
  const now = new Map<string, Node>();
  let possible: Name[] = [];
  const contents: Content[] = [];
  let wanted: ReadonlyMap<string, string> = new Map();
  const change = (path: string, node: Node | null) => {
    if (node === null) now.delete(path);
    else now.set(path, node);
    possible.push({ path, node });
  };
  for (const step of operations) {
    if (step.does === 'make-folder') change(step.path, 'folder');
    else if (step.does === 'create') {
      contents[step.file] = { now: Buffer.alloc(0), onDisk: null };
      change(step.path, step.file);
    } else if (step.does === 'write') contents[step.file].now = written(contents[step.file].now, step);
    else if (step.does === 'sync') contents[step.file].onDisk = contents[step.file].now;
    else if (step.does === 'remove') change(step.path, null);
    else if (step.does === 'rename' || step.does === 'link') {
      const node = now.get(step.from) ?? null;
      change(step.to, node);
      if (step.does === 'rename') change(step.from, null);
    } else if (step.does === 'sync-folder') {
      for (const name of possible) if (dirname(name.path) === step.path) settle(certain, name);
      possible = possible.filter(({ path }) => dirname(path) !== step.path);
    } else wanted = step.wanted;
  }
  return { certain, possible, contents, wanted };
}

function settle(names: Map<string, Node>, { path, node }: Name): void {
  if (node === null) names.delete(path);
  else names.set(path, node);
}

function written(before: Buffer, { position, bytes }: { position: number; bytes: Buffer }): Buffer {
  const after = Buffer.alloc(Math.max(before.length, position + bytes.length));
  before.copy(after);
  bytes.copy(after, position);
  return after;
}

/** What may be left of a file that was not brought to the disk. */
const LEFTOVERS: readonly ((content: Content) => Buffer)[] = [
  ({ now }) => now,
  ({ onDisk }) => onDisk ?? Buffer.alloc(0),
  ({ now }) => Buffer.alloc(now.length),
  ({ now }) => now.subarray(0, now.length >> 1),
];

/** One state that a power loss may leave: files by their path. `choose` answers with a whole number below the one it is given. */
export function leftBehind(
  { certain, possible, contents }: Played,
  root: string,
  choose: (below: number) => number,
): Map<string, Buffer> {
  const names = new Map(certain);
  for (const name of possible) if (choose(2) === 1) settle(names, name);
  const left = new Map<string, Buffer>();
  const rests = contents.map((content) =>
    content.onDisk === content.now ? content.now : LEFTOVERS[choose(LEFTOVERS.length)](content),
  );
  const isThere = (folder: string): boolean =>
    folder === root || (names.get(folder) === 'folder' && isThere(dirname(folder)));
  for (const [path, node] of names)
    if (node !== 'folder' && isThere(dirname(path))) left.set(path, rests[node]);
  return left;
}

/** Ways to choose: everything that may be is, nothing is, each single one is not, and some at random. */
export function* waysToChoose(
  { possible, contents }: Played,
  random: () => number,
  atRandom: number,
): Generator<(below: number) => number> {
  yield (below) => (below === 2 ? 1 : 0);
  for (const leftover of [1, 2, 3]) yield (below) => (below === 2 ? 0 : leftover);
  for (const leftover of [1, 2, 3]) yield (below) => (below === 2 ? 1 : leftover);
  for (const [base, other] of [
    [1, 0],
    [0, 1],
  ])
    for (let k = 0; k < possible.length + contents.length; k++) {
      let asked = 0;
      yield (below) => {
        const isThis = asked++ === k;
        if (below === 2) return isThis ? other : base;
        return isThis ? 1 : 0;
      };
    }
  for (let k = 0; k < atRandom; k++) yield (below) => oneOf(random, [...Array(below).keys()]);
}
