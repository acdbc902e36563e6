import { lstat, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { cutToBytes } from '../../core/disk/file-stem.ts';
import { sha256Of } from '../../core/disk/hash-file.ts';
import { inFolderOf } from '../../core/disk/in-folder-of.ts';
import { refuseWhatIsThere } from '../../core/disk/part-file.ts';
import { collectParts } from '../../core/disk/part-owner.ts';
import { personUmask } from '../../core/disk/private-folder.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';

/*
 * Several files that are one result cannot appear at one moment. While they are written, a small hidden file beside them says so: where it is
 * left, a call was killed in between, and what lies there is unfinished work of ours, which the next call may write over.
 */

/** Whether a call that was killed left the files whose first one is `path` unfinished. */
export async function isUnfinished(path: string): Promise<boolean> {
  return lstat(claimOf(path)).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

/**
 * Writes the files of one result. `mayReplace`: what is there is ours, or a person allowed it; otherwise nothing may be there. `write` is
 * told nothing and says nothing; what it throws passes on. Throws `exists` where something is in the way, and what the system refuses.
 */
export async function writeClaimed(
  paths: readonly string[],
  mayReplace: boolean,
  write: () => Promise<void>,
): Promise<void> {
  const [path] = paths;
  for (const each of paths) await refuseWhatIsThere(each, mayReplace);
  const claim = claimOf(path);
  const work = async () => {
    // Made by this call, or found: then another is at work, which takes it away itself, or was killed.
    const isNew = await makeClaim(path);
    let isClean = false;
    try {
      // What another call finished just before this one said that it writes is not unfinished.
      if (isNew) for (const each of paths) await refuseWhatIsThere(each, mayReplace);
      // What a call that was killed had begun to write goes at once: whose it is, is known.
      else for (const each of paths) await collectParts(each, Number.POSITIVE_INFINITY);
    } catch (thrown) {
      if (isNew) await rm(claim, { force: true }).catch(() => undefined);
      throw thrown;
    }
    try {
      await write();
      isClean = true;
    } finally {
      // Where it failed in between, what is there stays ours.
      if (isClean || !(await isAnyThere(paths))) await rm(claim, { force: true }).catch(() => undefined);
    }
  };
  await inFolderOf(path, work, personUmask());
}

/** Says beside `path` that it is written; false where that was said already. */
async function makeClaim(path: string): Promise<boolean> {
  const words = 'Depthroom writes files here, or was stopped while it did.\n';
  return writeFile(claimOf(path), words, { flag: 'wx' }).then(
    () => true,
    (thrown) => {
      if (thrown.code === 'EEXIST') return false;
      throw systemFailure(thrown, `write ${basename(path)}`);
    },
  );
}

async function isAnyThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (await lstat(path).catch(() => null)) return true;
  return false;
}

function claimOf(path: string): string {
  const name = basename(path);
  const mark = sha256Of(Buffer.from(name)).slice(0, 8);
  return join(dirname(path), `.${cutToBytes(name, 150)}.${mark}.unfinished`);
}
