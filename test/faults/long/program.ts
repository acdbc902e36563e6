import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ERROR_CODES, type Failure, toFailure } from '../../../contract/errors.ts';

/* What the long programs of this folder share: what they are told, where they work, how they end. */

/** The numbers that a program was told as `--name 5` or FAULTS_NAME=5, or what they are otherwise. Throws where one is no number. */
export function numbersTold<Name extends string>(otherwise: Record<Name, number>): Record<Name, number> {
  const names = Object.keys(otherwise) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ options, allowPositionals: true });
  const told = names.map((name) => {
    const text = values[name] ?? process.env[`FAULTS_${name.toUpperCase()}`];
    const number = text === undefined ? otherwise[name] : Number(text);
    if (!Number.isFinite(number)) throw new Error(`Expected a number for --${name}, but received "${text}".`);
    return [name, number];
  });
  return Object.fromEntries(told);
}

/** A new folder, in memory where there is such a place: some thousand commits wait for a disk otherwise. */
export async function workingFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'depthroom-faults-'));
  // Others pass through: some programs work as nobody for a while.
  await chmod(folder, 0o755);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Says in one line what was done, and each fault below it; the program fails where there is one. */
export function conclude(summary: string, faults: readonly string[]): void {
  console.log(`${summary}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`);
  for (const fault of faults.slice(0, 40)) console.error(`  ${fault}`);
  if (faults.length > 40) console.error(`  and ${faults.length - 40} more`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** Words that no sentence for a person has: names of system errors, of classes, of our own files. */
const RAW =
  /\b(E(NOENT|ACCES|EXIST|PERM|ROFS|NOSPC|BUSY|INVAL|ISDIR|NOTDIR|PIPE|MFILE)|SQLITE_\w+|\w*Error:|ZodError|(?<!received )undefined|NaN x|x NaN|\[object)\b|\bat .+:\d+:\d+|Invalid typed array|node:internal|core\/\w+\/[\w-]+\.ts/;

/** Why what was thrown is none of the closed list with one sentence for a person; null where it is. */
export function whyRaw(thrown: unknown): string | null {
  const failure = toFailure(thrown);
  return whyRawFailure(failure);
}

export function whyRawFailure({ code, message }: Failure): string | null {
  const told = `${code}: ${String(message).slice(0, 300)}`;
  if (!ERROR_CODES.includes(code)) return `a code that is not in the list (${told})`;
  if (code === 'internal') return `a failure of our own (${told})`;
  if (message.includes('\n')) return `more than one line (${told})`;
  if (!/[.?!)]$/.test(message)) return `no whole sentence (${told})`;
  if (RAW.test(message)) return `raw words (${told})`;
  return null;
}

/** Prepares a kind of input in a folder; answers with what tries one, from a generator of its own. What that throws is looked at. */
export type PrepareKind = (folder: string) => Promise<(random: () => number) => Promise<void>>;
