import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A disk of its own in memory, of some megabytes; null where this user may not have one. */
export async function mountDisk(folder: string, megabytes: number): Promise<{ unmount(): void } | null> {
  await mkdir(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return { unmount: () => void execFileSync('umount', ['-l', folder]) };
}

/** Writes until nothing more fits; answers with what makes room again. */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'filling');
  const stream = createWriteStream(path, { flags: 'a' });
  const piece = Buffer.alloc(4096, 1);
  await new Promise<void>((resolve) => {
    stream.on('error', () => resolve());
    const next = () => stream.write(piece, (thrown) => (thrown ? resolve() : next()));
    next();
  });
  return () => rm(path, { force: true });
}

/** Locks a database from another process, as a program that writes for long does; answers with what ends that. */
export async function lockFor(path: string): Promise<() => Promise<void>> {
  const child = fork(new URL('../lock-database.ts', import.meta.url), [path], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}

const NOBODY = 65534;

/**
 * Takes the right to write from everything below a folder. The administrator may write nevertheless, and is nobody until it is given back:
 * also what is started meanwhile.
 */
export async function makeReadOnly(folder: string): Promise<() => Promise<void>> {
  await changeModes(folder, 0o555, 0o444);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    process.setegid?.(NOBODY);
    process.seteuid?.(NOBODY);
  }
  return async () => {
    if (isRoot) {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
    await changeModes(folder, 0o755, 0o644);
  };
}

async function changeModes(folder: string, folders: number, files: number): Promise<void> {
  // What may not be listed has to be opened first.
  if (folders > 0o555) await chmod(folder, folders);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await changeModes(path, folders, files);
    else if (existsSync(path)) await chmod(path, files);
  }
  await chmod(folder, folders);
}
