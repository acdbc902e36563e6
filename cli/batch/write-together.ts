import { lstat, mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type DiskPort, REAL_DISK } from '../../core/disk/disk-port.ts';
import { sha256Of } from '../../core/disk/hash-file.ts';
import { inFolderOf } from '../../core/disk/in-folder-of.ts';
import { nameWithoutReplacing, refuseWhatIsThere } from '../../core/disk/part-file.ts';
import { isLeftBehind, newOwner, partPath } from '../../core/disk/part-owner.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import { removeLeftFile, removeLeftFolder } from '../../core/disk/remove-left.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';

/*
 * Several files that are one result cannot appear at one moment. They are written in a room of their call, in a hidden folder beside their places,
 * and get their second names there when all of them are whole. What is in place is a call's own where it is the very file of its room, and nothing
 * else is: where a call was killed in between, the next one takes back what is, and leaves what a person put there in the meantime.
 */

const ROOMS = '.depthroom-unfinished';

/** What is asked of the disk here; a test has one without hard links. */
type Disk = Pick<DiskPort, 'link' | 'rename' | 'syncFolder'>;

/** Whether the file at `path` was put there by a call that has not ended, or was killed, before all of its files were in place. */
export async function isUnfinished(path: string): Promise<boolean> {
  for (const { room } of await roomsOf(path))
    if (await isSameFile(path, join(room, basename(path)))) return true;
  return false;
}

/**
 * Writes the files of one result, all of them or none: `write` is told where each is to be written. `mayReplace`: a person allowed that what is
 * there is written over, or what lies beside it says that it is ours. What `write` throws passes on. Throws `exists` where something is in the
 * way, and what the system refuses. On disks without hard links a call that is killed in the last moment leaves files that only `mayReplace`
 * replaces.
 */
export async function writeTogether(
  paths: readonly string[],
  mayReplace: boolean,
  write: (placeOf: (path: string) => string) => Promise<void>,
  disk: Disk = REAL_DISK,
): Promise<void> {
  const [path] = paths;
  await takeBackLeft(paths, disk);
  for (const each of paths) await refuseWhatIsThere(each, mayReplace);
  const work = async () => {
    const room = await makeRoom(path).catch((thrown) => {
      throw systemFailure(thrown, `write ${basename(path)}`);
    });
    try {
      await write((each) => join(room, basename(each)));
      await putInPlace(room, paths, mayReplace, disk);
    } finally {
      await removeRoom(room);
    }
  };
  await tellRemoved(dirname(path));
  await inFolderOf(path, work, personUmask());
  writtenInto.add(resolve(dirname(path)));
}

/** Folders in which this process has put files. */
const writtenInto = new Set<string>();

/** A folder that somebody removes while files go into it is made again, with what comes from now on: that is said. */
async function tellRemoved(folder: string): Promise<void> {
  if (!writtenInto.delete(resolve(folder)) || (await isThere(folder))) return;
  console.error(
    `depthroom: ${folder} was removed while files were written into it; it is made again, and what was in it is not.`,
  );
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Gives the files of a room their places, what speaks of the others last; where one cannot have it, the others are taken back. */
async function putInPlace(
  room: string,
  paths: readonly string[],
  mayReplace: boolean,
  disk: Disk,
): Promise<void> {
  const written: string[] = [];
  for (const each of paths) if (await lstat(join(room, basename(each))).catch(() => null)) written.push(each);
  const inOrder = [...written].sort((a, b) => Number(isSidecar(a)) - Number(isSidecar(b)));
  for (const each of inOrder) await refuseWhatIsThere(each, mayReplace);
  try {
    for (const each of inOrder) await place(join(room, basename(each)), each, mayReplace, disk);
  } catch (thrown) {
    if (!mayReplace) for (const each of inOrder) await takeBack(each, room, disk);
    throw (thrown as NodeJS.ErrnoException).syscall === undefined
      ? thrown
      : systemFailure(thrown, `write ${basename(paths[0])}`);
  }
  await disk.syncFolder(dirname(paths[0]));
}

function isSidecar(path: string): boolean {
  return path.endsWith('.json');
}

/** The file keeps its name in the room, by which it is known again. */
async function place(from: string, to: string, mayReplace: boolean, disk: Disk): Promise<void> {
  if (!mayReplace) return nameWithoutReplacing(disk, from, to);
  const between = partPath(to);
  await nameWithoutReplacing(disk, from, between);
  await disk.rename(between, to).catch(async (thrown) => {
    await removeLeftFile(between);
    throw thrown;
  });
}

/** Takes back what calls that were killed have put in place, and removes their rooms. Never fails. */
async function takeBackLeft(paths: readonly string[], disk: Disk): Promise<void> {
  for (const { room, owner } of await roomsOf(paths[0])) {
    if (!isLeftBehind(owner)) continue;
    for (const each of paths) await takeBack(each, room, disk);
    await removeRoom(room);
  }
}

/** Removes the file at `path` where it is that of a room. One that came in its place in the very moment goes back. Never fails. */
async function takeBack(path: string, room: string, disk: Disk): Promise<void> {
  const own = join(room, basename(path));
  if (!(await isSameFile(path, own))) return;
  const taken = `${own}.taken`;
  const isTaken = await rename(path, taken).then(
    () => true,
    () => false,
  );
  if (!isTaken || (await isSameFile(taken, own))) return removeLeftFile(taken);
  await nameWithoutReplacing(disk, taken, path).catch(() => undefined);
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => lstat(path).catch(() => null)));
  return a !== null && b !== null && a.isFile() && a.ino === b.ino && a.dev === b.dev;
}

function markOf(path: string): string {
  return sha256Of(Buffer.from(basename(path))).slice(0, 16);
}

/** The rooms of all calls that write, or wrote, a result whose first file is `path`. */
async function roomsOf(path: string): Promise<{ room: string; owner: string }[]> {
  const rooms = join(dirname(path), ROOMS);
  await clearOnce(rooms);
  const names = await readdir(rooms).catch(() => [] as string[]);
  const mark = `${markOf(path)}.`;
  return names
    .filter((name) => name.startsWith(mark))
    .map((name) => ({ room: join(rooms, name), owner: name.slice(mark.length) }));
}

/** Folders that this process has looked through. */
const cleared = new Set<string>();

/**
 * Removes, once in a process, the rooms that killed calls left of results of which nothing is in place, since nobody may ever write those again, or
 * all: what speaks of the others is put there last.
 */
async function clearOnce(rooms: string): Promise<void> {
  if (cleared.has(rooms)) return;
  cleared.add(rooms);
  for (const name of await readdir(rooms).catch(() => [] as string[])) {
    const room = join(rooms, name);
    if (!isLeftBehind(name.slice(name.indexOf('.') + 1))) continue;
    const files = await readdir(room).catch(() => [] as string[]);
    const inPlace = await Promise.all(
      files.map((file) => isSameFile(join(room, file), join(dirname(rooms), file))),
    );
    const last = inPlace.filter((_, k) => isSidecar(files[k]));
    const isFinished = last.length > 0 && !last.includes(false);
    if (isFinished || !inPlace.includes(true)) await removeRoom(room);
  }
}

/** Times that the folder of rooms may go, with the last room of another call, between its making and that of a room. */
const TRIES = 10;

async function makeRoom(path: string): Promise<string> {
  const rooms = join(dirname(path), ROOMS);
  const room = join(rooms, `${markOf(path)}.${newOwner()}`);
  for (let k = 1; ; k++) {
    await mkdir(rooms).catch((thrown) => {
      if (thrown.code !== 'EEXIST') throw thrown;
    });
    try {
      await mkdir(room);
      return room;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT' || k === TRIES) throw thrown;
    }
  }
}

async function removeRoom(room: string): Promise<void> {
  await removeLeftFolder(room);
  // Only where it was the last.
  await rmdir(dirname(room)).catch(() => undefined);
}
