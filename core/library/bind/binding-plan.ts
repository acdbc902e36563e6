import { DepthroomError } from '../../../contract/errors.ts';
import type { System } from '../../../contract/systems.ts';
import { bindGraph } from './bind-graph.ts';
import { type CheckpointSource, licenceOf } from './checkpoint-source.ts';
import type { Precision, Weights, WeightsFile } from './choose-weights.ts';
import { findRows, type GraphRow, type GraphTable, type NetworkConfig } from './graph-table.ts';

/** What was asked for, where a checkpoint leaves a choice. */
export interface BindingWish {
  precision: Precision;
  /** Nothing else than that precision will do. */
  isPrecisionRequired?: boolean;
  /** The system of a latent checkpoint that does not say it. */
  system?: System;
  acceptance?: { licence: string; acceptedAt: string };
}

/** A graph that is bound: its bytes, and the files of weights that it needs beside it. */
export interface PlannedGraph {
  /** Its name in `graphs` of pack.json. */
  key: string;
  file: string;
  onnx: Uint8Array;
  weights: string[];
}

/** How the embedding of the empty prompt comes about: the text encoder is asked once, on two tokens. */
export interface PlannedPrompt {
  graph: PlannedGraph;
  /** Begin and end of text. */
  tokens: [number, number];
}

/** A pack before its weights lie in its folder: everything about it that its headers and configurations say. */
export interface BindingPlan {
  /** pack.json without `graphs`. */
  draft: Record<string, unknown> & { id: string; system: System; title: string; licence: string };
  /** Of the weights; of a latent system, of its UNet. */
  precision: Precision;
  graphs: PlannedGraph[];
  prompt: PlannedPrompt | null;
  /** All files that the graphs need, that of the prompt included. */
  weights: WeightsFile[];
}

/** The row of a role for weights of a precision, and what its graph is when it is bound. Throws `bad-pack`. */
export async function planGraph(
  table: GraphTable,
  role: string,
  config: NetworkConfig,
  weights: Weights,
  { key, file }: { key: string; file: string },
): Promise<PlannedGraph> {
  const rows = findRows(table, role, config);
  return planRow(table, rowOf(rows, weights), weights, { key, file });
}

/** What the graph of a row is when it is bound to weights. Throws as `bindGraph`. */
export async function planRow(
  table: GraphTable,
  row: GraphRow,
  weights: Weights,
  { key, file }: { key: string; file: string },
): Promise<PlannedGraph> {
  const bound = await bindGraph(await table.open(row), file, weights.tensors);
  return { key, file, onnx: bound.onnx, weights: bound.files };
}

/** Of rows of the same architecture the one for these weights' precision. Throws `bad-pack` where there is none. */
export function rowOf(rows: readonly GraphRow[], { precision, files }: Weights): GraphRow {
  const row = rows.find(({ dtype }) => dtype === precision);
  if (row) return row;
  const [expected, received] = [rows[0].dtype, precision].map((dtype) =>
    dtype === 'fp16' ? 'float16' : 'float32',
  );
  throw new DepthroomError(
    'bad-pack',
    `Expected ${files[0].path} in ${expected}, but received ${received}, in which Depthroom has no graph of this network; get the checkpoint in ${expected}.`,
  );
}

/** Throws `bad-pack` where another precision was asked for than the weights have. */
export function refuseOtherPrecision(wish: BindingWish, { precision, files }: Weights): void {
  if (!wish.isPrecisionRequired || precision === wish.precision) return;
  throw new DepthroomError(
    'bad-pack',
    `Expected weights in ${wish.precision}, but ${files[0].path} is all that this checkpoint has, in ${precision}; take them as they are (--dtype auto).`,
  );
}

/** `id`, `title`, `origin`, `licence`, `source` of the pack, and where it is from: what the catalogue knows, else what its own card says. */
export async function identityOf(source: CheckpointSource, precision: Precision, wish: BindingWish) {
  const { name, published, hub } = source;
  const suffix = precision === 'fp16' ? '-fp16' : '';
  const licence = published?.licence ?? (await licenceOf(source)) ?? 'not stated';
  return {
    id: plainId(published?.id ?? name.split('/').at(-1) ?? name, suffix),
    title: `${published?.title ?? name}${suffix ? ' (fp16)' : ''}`,
    origin: published ? 'official' : 'imported',
    licence,
    source: name.includes('/') ? `https://huggingface.co/${name}` : name,
    ...(hub ? { hub } : {}),
    ...(wish.acceptance ? { acceptance: wish.acceptance } : {}),
  };
}

function plainId(name: string, suffix: string): string {
  const strip = (text: string) => text.replace(/^-+|-+$/g, '');
  const plain = strip(name.toLowerCase().replace(/[^a-z0-9]+/g, '-')) || 'pack';
  return strip(plain.slice(0, 64 - suffix.length)) + suffix;
}

/** How many numbers were learned: the elements of all tensors of floats. */
export function countParameters(...weights: Weights[]): number {
  let sum = 0;
  for (const { tensors } of weights)
    for (const { dtype, shape } of tensors.values())
      if (dtype.startsWith('F') || dtype === 'BF16')
        sum += shape.reduce((product, side) => product * side, 1);
  return sum;
}
