import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNormals } from '../../models/diffusion/noise.ts';
import { floatsFromHalves, halvesFromFloats } from '../../models/pipeline/half.ts';
import type { Tensor } from '../../models/pipeline/pipeline.ts';
import { openGraph } from '../../models/session.ts';
import { onnxBytes } from '../onnx.ts';

const HEADS = 5;
/** As in the first level of Stable Diffusion 2. */
const WIDTH = 64;
const TOKENS = 256;

/** What a provider made of attention. */
export interface Attended {
  hasNumbersOnly: boolean;
  /** Largest difference from float64, of values of about 1. */
  difference: number;
  /** Largest score before the softmax, scaled as the operator scales it. */
  largestScore: number;
}

/**
 * com.microsoft.MultiHeadAttention in float16 with queries and keys of standard deviation `size`, on a provider, against float64. With 100
 * the plain products are beyond float16 (65504) and the scaled ones, which decide the softmax, are within.
 */
export async function attend(provider: string, size: number): Promise<Attended> {
  const dims = [1, TOKENS, HEADS * WIDTH];
  const normals = createNormals(3);
  const draw = (scale: number) =>
    halvesFromFloats(normals.draw(TOKENS * HEADS * WIDTH).map((value) => value * scale));
  const feeds: Record<string, Tensor> = {};
  for (const [name, scale] of [
    ['query', size],
    ['key', size],
    ['value', 1],
  ] as const)
    feeds[name] = { type: 'float16', data: draw(scale), dims };
  const folder = mkdtempSync(join(tmpdir(), 'attention-'));
  try {
    const path = join(folder, 'attention.onnx');
    const shape = [1, 'tokens', HEADS * WIDTH];
    writeFileSync(
      path,
      onnxBytes({
        inputs: Object.keys(feeds).map((name) => ({ name, type: 'float16', shape })),
        outputs: [{ name: 'mixed', type: 'float16', shape }],
        nodes: [
          {
            op: 'MultiHeadAttention',
            domain: 'com.microsoft',
            inputs: Object.keys(feeds),
            output: 'mixed',
            attributes: { num_heads: HEADS },
          },
        ],
      }),
    );
    const graph = await openGraph(path, { provider, threads: 0 });
    const { mixed } = await graph.run(feeds);
    await graph.release();
    const received = floatsFromHalves(mixed.data as Uint16Array);
    const { values, largestScore } = exact(feeds);
    let difference = 0;
    for (let i = 0; i < values.length; i++)
      difference = Math.max(difference, Math.abs(received[i] - values[i]));
    return { hasNumbersOnly: received.every(Number.isFinite), difference, largestScore };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Attention in float64. */
function exact(feeds: Record<string, Tensor>): { values: Float64Array; largestScore: number } {
  const [query, key, value] = ['query', 'key', 'value'].map((name) =>
    floatsFromHalves(feeds[name].data as Uint16Array),
  );
  const values = new Float64Array(query.length);
  const scores = new Float64Array(TOKENS);
  let largestScore = 0;
  for (let head = 0; head < HEADS; head++)
    for (let row = 0; row < TOKENS; row++) {
      const at = (token: number) => (token * HEADS + head) * WIDTH;
      for (let other = 0; other < TOKENS; other++) {
        let sum = 0;
        for (let i = 0; i < WIDTH; i++) sum += query[at(row) + i] * key[at(other) + i];
        scores[other] = sum / Math.sqrt(WIDTH);
        largestScore = Math.max(largestScore, Math.abs(scores[other]));
      }
      const most = scores.reduce((a, b) => Math.max(a, b));
      let total = 0;
      for (let other = 0; other < TOKENS; other++) {
        scores[other] = Math.exp(scores[other] - most);
        total += scores[other];
      }
      for (let other = 0; other < TOKENS; other++)
        for (let i = 0; i < WIDTH; i++) values[at(row) + i] += (scores[other] / total) * value[at(other) + i];
    }
  return { values, largestScore };
}
