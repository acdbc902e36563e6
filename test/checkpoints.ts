import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './open-engine.ts';
import { openTestLibrary } from './open-library.ts';

/** Tiny random checkpoints in the official layouts (<name>-tiny), which models/export/make_graphs.py writes, as all of this. */
export const CHECKPOINTS = fileURLToPath(new URL('./fixtures/checkpoints', import.meta.url));
/** What the packs are that the converters make of them (<name>.json, without graphs), and what those answer on a photo (<name>.npy). */
export const CONVERTED = fileURLToPath(new URL('./fixtures/converted', import.meta.url));
/** The graphs of their architectures, without weights. */
export const TINY_GRAPHS = fileURLToPath(new URL('./fixtures/graphs', import.meta.url));

export type TinyCheckpoint = 'marigold' | 'zoedepth' | 'depth-anything';

/** A copy of a checkpoint that may be changed; that of Marigold has its UNet in both precisions, as the published ones. */
export async function copyOfCheckpoint(
  name: TinyCheckpoint | 'dpt' | 'dpt-hybrid',
  as: string = name,
): Promise<string> {
  const folder = join(await temporaryFolder(), as);
  await cp(join(CHECKPOINTS, `${name}-tiny`), folder, { recursive: true });
  if (name === 'marigold') {
    const half = 'unet/diffusion_pytorch_model.fp16.safetensors';
    await cp(join(CHECKPOINTS, 'marigold-tiny-fp16', half), join(folder, half));
  }
  return folder;
}

/** A data folder whose own graphs are those of the tiny architectures. */
export async function homeWithGraphs(): Promise<string> {
  const home = await temporaryFolder();
  await cp(TINY_GRAPHS, join(home, 'graphs'), { recursive: true });
  return home;
}

/** A library that can bind the tiny checkpoints. */
export async function openTinyLibrary(given: Parameters<typeof openTestLibrary>[0] = {}) {
  return openTestLibrary({ dataFolder: await homeWithGraphs(), ...given });
}

/** Rewrites a JSON file. */
export async function editJson(path: string, edit: (json: Record<string, unknown>) => void): Promise<void> {
  const json = JSON.parse(await readFile(path, 'utf8'));
  edit(json);
  await writeFile(path, JSON.stringify(json));
}

export interface TinyTensor {
  dtype: string;
  shape: number[];
  bytes: Uint8Array;
}

/** The tensors of a safetensors file that is known to be right. */
export async function readTensors(path: string): Promise<Map<string, TinyTensor>> {
  const file = await readFile(path);
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString('utf8'));
  delete header.__metadata__;
  return new Map(
    Object.entries(header as Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>).map(
      ([name, { dtype, shape, data_offsets: at }]) => [
        name,
        { dtype, shape, bytes: file.subarray(8 + length + at[0], 8 + length + at[1]) },
      ],
    ),
  );
}

/** Writes a safetensors file; `edit` may spoil its header. */
export async function writeTensors(
  path: string,
  tensors: ReadonlyMap<string, TinyTensor>,
  edit: (
    header: Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>,
  ) => void = () => {},
): Promise<void> {
  let end = 0;
  const header = Object.fromEntries(
    [...tensors].map(([name, { dtype, shape, bytes }]) => {
      const begin = end;
      end += bytes.length;
      return [name, { dtype, shape, data_offsets: [begin, end] }];
    }),
  );
  edit(header);
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, Buffer.concat([length, text, ...[...tensors.values()].map(({ bytes }) => bytes)]));
}
