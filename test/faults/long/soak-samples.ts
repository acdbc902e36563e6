import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a server holds at one moment, in megabytes but for the descriptors. */
export interface Sample {
  hours: number;
  /** Resident, of the server and of all its workers together. */
  server: number;
  workers: number;
  descriptors: number;
}

/** What is alive in it after a collection, in megabytes. */
export interface Alive {
  hours: number;
  /** Objects of JavaScript. */
  heap: number;
  /** What they hold outside of it: buffers, databases. */
  external: number;
}

/** Looks at a process from outside. */
export async function look(pid: number, hours: number): Promise<Sample> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const resident = await Promise.all(children.map((child) => residentOf(Number(child)).catch(() => 0)));
  return {
    hours,
    server: await residentOf(pid),
    workers: resident.reduce((sum, megabytes) => sum + megabytes, 0),
    descriptors: (await readdir(join('/proc', String(pid), 'fd'))).length,
  };
}

async function residentOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes ?? 0) / 1000;
}

/** Asks the server what is alive in it; `snapshot` is where it writes its heap. */
export async function askAlive(child: ChildProcess, hours: number, snapshot?: string): Promise<Alive> {
  const answer = once(child, 'message');
  child.send({ snapshot });
  const [{ heapUsed, external, arrayBuffers }] = (await answer) as [NodeJS.MemoryUsage];
  return { hours, heap: heapUsed / 1e6, external: (external + arrayBuffers) / 1e6 };
}
