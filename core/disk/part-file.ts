import { chmod, lstat, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { type DiskPort, REAL_DISK, type WrittenFile } from './disk-port.ts';
import { collectParts, partPath } from './part-owner.ts';
import { systemFailure } from './system-failure.ts';

/**
 * A file that is being written under a temporary name beside its place: `<path>.<random>.part`. Its calls throw `exists`, `no-permission`,
 * `no-space`, `not-found`, `bad-input` or `internal` where the system does not do what they say.
 */
export interface PartFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Replaces bytes that were written already. */
  patch(position: number, bytes: Uint8Array): Promise<void>;
  /** Brings everything to the disk and closes the file, which keeps its temporary name. */
  finish(): Promise<void>;
  /** Gives the finished file its name. */
  commit(): Promise<void>;
  /** Closes and removes it. Never fails: what led here is the failure to be told. */
  discard(): Promise<void>;
}

/**
 * Looks whether a path is free, or may be written over. Throws `exists` where something is in the way that must not be overwritten,
 * `bad-input` where it is no file: a rename would put a file in the place of a device that others use, or of somebody's pipe.
 */
export async function refuseWhatIsThere(path: string, overwrite: boolean): Promise<void> {
  const facts = await lstat(path).catch(() => null);
  if (facts === null) return;
  if (!overwrite) throw inTheWay(path);
  // What a link leads to stays as it is; a file comes in the place of the link, unless it leads to one of these.
  const meant = facts.isSymbolicLink() ? await stat(path).catch(() => null) : facts;
  if (meant === null || meant.isFile()) return;
  throw new DepthroomError(
    'bad-input',
    `Expected a place for a file at ${path}, but a ${meant.isDirectory() ? 'folder' : 'device or a pipe'} is there: choose another name.`,
  );
}

export interface PartOptions {
  overwrite: boolean;
  /** Of the person whose file it is to be; left out: that of this process. */
  umask?: number | undefined;
  disk?: DiskPort | undefined;
}

/**
 * The temporary name is short enough whatever the file is called, so that only the last step would tell that the disk does not take its
 * own name. Throws `bad-input` where that is so.
 */
export async function refuseLongName(path: string): Promise<void> {
  await lstat(path).catch((thrown) => {
    if (thrown.code === 'ENAMETOOLONG') throw systemFailure(thrown, `write ${basename(path)}`);
  });
}

/**
 * Starts a file under its temporary name. Throws `exists` at once where something is in the way that must not be overwritten,
 * `bad-input` where its name is too long or what is there is no file, `no-permission`, `no-space`, `not-found` or `internal` where it cannot be opened.
 */
export async function startPartFile(
  path: string,
  { overwrite, umask, disk = REAL_DISK }: PartOptions,
): Promise<PartFile> {
  const what = `write ${basename(path)}`;
  await refuseWhatIsThere(path, overwrite);
  await refuseLongName(path);
  await collectParts(path);
  const temporary = partPath(path);
  const handle = await disk.open(temporary, 'wx').catch((thrown) => {
    throw systemFailure(thrown, what);
  });
  const told = async (work: Promise<void>) => {
    await work.catch((thrown) => {
      throw systemFailure(thrown, what);
    });
  };
  // Some disks know no modes.
  if (umask !== undefined) await chmod(temporary, 0o666 & ~umask).catch(() => undefined);
  return {
    write: (bytes) => told(writeAll(handle, bytes)),
    patch: (position, bytes) => told(writeAll(handle, bytes, position)),
    finish: () => told(handle.sync().then(() => handle.close())),
    async commit() {
      await told(overwrite ? disk.rename(temporary, path) : renameWithoutReplacing(disk, temporary, path));
      await disk.syncFolder(dirname(path));
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await disk.remove(temporary).catch(() => undefined);
    },
  };
}

/** Without a position at the end of what was written so far, which writing at a position does not move. */
async function writeAll(
  handle: WrittenFile,
  bytes: Uint8Array,
  position: number | null = null,
): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const at = position === null ? null : position + written;
    written += (await handle.write(bytes, written, bytes.length - written, at)).bytesWritten;
  }
}

/**
 * Gives a file a second name. `rename` replaces what is there. A hard link fails instead, in one step, so that a file that appeared while ours was
 * being written survives; where there are no hard links (FAT, some network drives) looking again must do, and the first name goes. Throws
 * `exists` where something is there, and what the system throws.
 */
export async function nameWithoutReplacing(
  disk: Pick<DiskPort, 'link' | 'rename'>,
  from: string,
  to: string,
): Promise<void> {
  try {
    await disk.link(from, to);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST' || (await isThere(to))) throw inTheWay(to);
    await disk.rename(from, to);
  }
}

async function renameWithoutReplacing(disk: DiskPort, from: string, to: string): Promise<void> {
  await nameWithoutReplacing(disk, from, to);
  await disk.remove(from);
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function inTheWay(path: string): DepthroomError {
  return new DepthroomError(
    'exists',
    `${basename(path)} is there already: choose another name, or allow that it is overwritten (--force).`,
  );
}
