import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../models/pipeline/pipeline.ts';
import { openGraph } from '../../../models/session.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { planRow } from './binding-plan.ts';
import { chooseWeights } from './choose-weights.ts';
import { openDiskCheckpoint } from './disk-checkpoint.ts';
import { openGraphTables } from './graph-table.ts';

/*
 * Bound graphs against what torch answered on the same checkpoints (models/export/bare writes both). A checkpoint here may be a part of one.
 */
const FIXTURES = fileURLToPath(new URL('../../../test/fixtures', import.meta.url));
const ANSWERS = join(FIXTURES, 'checkpoints', 'answers');

interface Answer {
  graph: string;
  dtype: 'fp32' | 'fp16';
  inputs: Record<string, { type: 'float32' | 'int64'; dims: number[]; data?: number[] }>;
  /** Little-endian float32 in base64. */
  output: { name: string; dims: number[]; float32: string };
  /** Root mean square of the difference over that of the answer, as models/export/verify.py has it. */
  tolerance: number;
}

/** Folder of a role's weights where a checkpoint has parts. */
const PARTS: Partial<Record<string, string>> = {
  unet: 'unet',
  vaeEncoder: 'vae',
  vaeDecoder: 'vae',
  textEncoder: 'text_encoder',
};

function tensorOf({ type, dims, data }: Answer['inputs'][string]): Tensor {
  const count = dims.reduce((product, side) => product * side, 1);
  if (type === 'int64') return { type, dims, data: BigInt64Array.from(data ?? [], BigInt) };
  const values = data ?? Array.from({ length: count }, (_, i) => ((i * 7919) % 2003) / 1001 - 1);
  return { type, dims, data: Float32Array.from(values) };
}

/** Binds one graph to a checkpoint and runs it. */
async function run(checkpoint: string, { graph: id, dtype, inputs, output }: Answer): Promise<Float32Array> {
  const source = await openDiskCheckpoint(join(FIXTURES, 'checkpoints', checkpoint), () => null);
  const table = await openGraphTables([join(FIXTURES, 'graphs')]);
  const row = table.rows.find((each) => each.id === id && each.dtype === dtype);
  if (!row) throw new Error(`no graph ${id} in ${dtype}`);
  const part = PARTS[row.role] ?? '';
  const isPart = [...source.files.keys()].some((path) => path.startsWith(`${part}/`));
  const weights = await chooseWeights(source, isPart ? part : '', 'weights', dtype);
  const bound = await planRow(table, row, weights, { key: id, file: 'graph.onnx' });
  const folder = await temporaryFolder();
  for (const { path, file } of weights.files) await link(await source.pathOf(path), join(folder, file));
  await writeFile(join(folder, 'graph.onnx'), bound.onnx);
  const opened = await openGraph(join(folder, 'graph.onnx'), {
    provider: 'cpu',
    threads: 1,
    // As the app opens them (core/tasks/open-tools.ts).
    isBound: row.role in PARTS,
  });
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, tensorOf(given)]));
  const outputs = await opened.run(feeds);
  await opened.release();
  expect(outputs[output.name].dims).toEqual(output.dims);
  return outputs[output.name].data as Float32Array;
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe.runIf(existsSync(ANSWERS))('bound to its checkpoint a graph answers as torch does', () => {
  const files = existsSync(ANSWERS) ? readdirSync(ANSWERS) : [];
  test.each(files)('%s', async (name) => {
    const { answers } = JSON.parse(readFileSync(join(ANSWERS, name), 'utf8')) as { answers: Answer[] };
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) {
      const received = await run(name.replace(/\.json$/, ''), answer);
      const bytes = Uint8Array.from(Buffer.from(answer.output.float32, 'base64'));
      const expected = new Float32Array(bytes.buffer);
      const difference = expected.map((value, i) => value - received[i]);
      const relative = rootMeanSquare(difference) / rootMeanSquare(expected);
      // ZoeDepth's bins lie where small differences are amplified: the limit is the converters' own.
      const limit = answer.graph.includes('zoedepth') ? 1e-4 : answer.tolerance;
      expect(relative, `${answer.graph} ${answer.dtype}`).toBeLessThan(limit);
    }
  });
});
