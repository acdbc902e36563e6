import { basename } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { DiskPort } from './disk-port.ts';
import { type PartFile, refuseWhatIsThere, startPartFile } from './part-file.ts';
import { removeLeftFile } from './remove-left.ts';

/** Whether and how long a file may be written. */
export interface WriteOptions {
  /** Whether a file of that name may be replaced. */
  overwrite: boolean;
  signal?: AbortSignal;
  /** Of the person who asked for the file, where this process has another one. */
  umask?: number | undefined;
  /** Left out: the disk as it is. */
  disk?: DiskPort;
}

/**
 * Takes the bytes of a file in order. Waits for the disk, so that a writer never runs ahead of it. Throws `cancelled` once the signal says
 * stop, `no-space`, `no-permission` or `internal` where the disk takes no more.
 */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/**
 * Replaces bytes from a position (in bytes from the start) that the sink took already: a table of offsets stands before what it points at.
 * Throws `no-space`, `no-permission` or `internal` where the disk does not take them.
 */
export type Patch = (position: number, bytes: Uint8Array) => Promise<void>;

/** Facts for a machine that lie beside the file as `<path>.json`; `bytes` are the lengths of files by their names, so that what was cut off is known. */
export type Sidecar = Record<string, unknown>;

/**
 * Writes a file as a stream: under a temporary name first, brought to the disk, then renamed, so that it is there whole or not at all. On
 * failure and when cancelled nothing is left behind, and what `fill` threw passes on. Returns its length in bytes. Throws `cancelled` once
 * the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writeFile(
  path: string,
  options: WriteOptions,
  fill: (sink: Sink, patch: Patch) => Promise<void>,
): Promise<number> {
  const part = await startPartFile(path, options);
  try {
    const bytes = await fillPart(part, options.signal, fill);
    await part.commit();
    return bytes;
  } catch (thrown) {
    await part.discard();
    throw thrown;
  }
}

/**
 * Writes a small file whole in the place of the one that is there, in a folder that is there. Throws `exists`,
 * `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where it cannot be written; nobody can stop it, so never `cancelled`.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, { overwrite: true }, (sink) => sink(bytes));
}

/**
 * Writes a file and its sidecar `<path>.json`, both or neither. `fill` answers with what the sidecar says, to which the length of the file is
 * added; what it throws passes on.
 * Returns the length of the file itself in bytes. Throws `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`,
 * `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writeFileWithSidecar(
  path: string,
  options: WriteOptions,
  fill: (sink: Sink, patch: Patch) => Promise<Sidecar>,
): Promise<number> {
  // Of both, a person knows the file.
  await refuseWhatIsThere(path, options.overwrite);
  const beside = await startPartFile(sidecarPath(path), options);
  try {
    const bytes = await writeFile(path, options, async (sink, patch) => {
      let length = 0;
      const counted: Sink = async (chunk) => {
        await sink(chunk);
        length += chunk.length;
      };
      const facts = await fill(counted, patch);
      const sidecar = {
        ...facts,
        bytes: { [basename(path)]: length, ...(facts.bytes as object | undefined) },
      };
      await fillPart(beside, options.signal, (write) =>
        write(Buffer.from(`${JSON.stringify(sidecar, null, 2)}\n`)),
      );
    });
    await commitBeside(beside, path, options.overwrite);
    return bytes;
  } catch (thrown) {
    await beside.discard();
    throw thrown;
  }
}

/** Where the facts about a file lie. */
function sidecarPath(path: string): string {
  return `${path}.json`;
}

/** Throws `cancelled` where a person said stop. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DepthroomError('cancelled', 'Stopped before it was finished.');
}

async function fillPart(
  part: PartFile,
  signal: AbortSignal | undefined,
  fill: (sink: Sink, patch: Patch) => Promise<void>,
): Promise<number> {
  let bytes = 0;
  stopIfCancelled(signal);
  const sink: Sink = async (chunk) => {
    stopIfCancelled(signal);
    await part.write(chunk);
    bytes += chunk.length;
  };
  await fill(sink, part.patch);
  stopIfCancelled(signal);
  await part.finish();
  return bytes;
}

/** A file whose sidecar cannot take its place goes again, unless it had replaced another: then it is better than nothing. */
async function commitBeside(beside: PartFile, path: string, overwrite: boolean): Promise<void> {
  try {
    await beside.commit();
  } catch (thrown) {
    if (!overwrite) await removeLeftFile(path);
    throw thrown;
  }
}
