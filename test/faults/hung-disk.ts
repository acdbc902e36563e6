import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';

/** A disk that never answers, as a network drive that was cut off; null where this user may not have one. */
export async function mountHungDisk(folder: string): Promise<{ unmount(): void } | null> {
  await mkdir(folder, { recursive: true });
  let device: number;
  try {
    // Whoever mounts it should answer what it is asked; nobody does.
    device = openSync('/dev/fuse', 'r+');
  } catch {
    return null;
  }
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0';
  const child = spawn('mount', ['-i', '-t', 'fuse', '-o', options, 'hung', folder], {
    stdio: ['ignore', 'ignore', 'ignore', device],
  });
  const status = await new Promise((resolve) => {
    child.on('exit', resolve).on('error', resolve);
  });
  if (status !== 0) {
    closeSync(device);
    return null;
  }
  return {
    unmount() {
      // What waits for it gets an answer: that it is gone.
      closeSync(device);
      execFileSync('umount', ['-l', folder]);
    },
  };
}
