import { type Alignment, pairingOf } from '../../../contract/alignment.ts';
import type { DepthRange, Pair } from '../../../contract/compare/comparison.ts';
import { isLargerNearer } from '../../../contract/depth-kind.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { toFailure } from '../../../contract/errors.ts';
import { mappingOf } from '../../../contract/maths/mapping.ts';
import { align } from './align.ts';
import { measureMetres } from './metrics.ts';
import { spearman } from './rank.ts';

/** Pairs are measured at no more pixels than this. */
const MOST_PIXELS = 1 << 16;

/** A run's map at the compared size, row by row, in the unit of its kind. */
export interface PairedMap {
  runId: string;
  kind: DepthKind;
  values: Float32Array;
}

/**
 * Every map against every other (all of one height x width), at an even sample of the pixels that are valid in all, at most 65536: how
 * alike the order of distances is (Spearman), what a least-squares fit of the one to the other leaves over, and against metric maps AbsRel
 * and delta 1. Own protocol. A pair that cannot be aligned has the reason.
 */
export function comparePairs(
  maps: readonly PairedMap[],
  alignment: Alignment,
  range: DepthRange,
): { pairs: Pair[]; pixels: number } {
  const sampled = sampleAll(maps);
  const squares: Alignment = { ...alignment, fit: 'least-squares' };
  const pairs = sampled.flatMap((map) =>
    sampled
      .filter((reference) => reference !== map)
      .map((reference) => comparePair(map, reference, squares, range)),
  );
  return { pairs, pixels: sampled[0]?.values.length ?? 0 };
}

function comparePair(map: PairedMap, reference: PairedMap, alignment: Alignment, range: DepthRange): Pair {
  const isReversed = isLargerNearer(map.kind) !== isLargerNearer(reference.kind);
  const order = spearman(map.values, reference.values);
  const pair: Pair = {
    runId: map.runId,
    referenceRunId: reference.runId,
    spearman: Number.isNaN(order) ? null : isReversed ? -order : order,
    residualShare: null,
    absRel: null,
    delta1: null,
    refusal: null,
  };
  try {
    const pairing = pairingOf(map.kind, reference.kind, alignment);
    const fit = align(map.values, reference.values, pairing, range);
    const deviation = deviationOf(reference.values, fit.space === 'disparity' && reference.kind === 'metric');
    const metres =
      reference.kind === 'metric'
        ? measureMetres(map.values, reference.values, mappingOf(pairing, fit), range)
        : { absRel: null, delta1: null };
    return {
      ...pair,
      residualShare: deviation > 0 ? fit.residual / deviation : null,
      absRel: metres.absRel,
      delta1: metres.delta1,
    };
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    if (code === 'internal') console.error(thrown);
    return { ...pair, refusal: message };
  }
}

function sampleAll(maps: readonly PairedMap[]): PairedMap[] {
  const length = maps[0]?.values.length ?? 0;
  let valid = 0;
  const isValid = new Uint8Array(length);
  for (let p = 0; p < length; p++) {
    let all = 1;
    for (const { values } of maps) if (!Number.isFinite(values[p])) all = 0;
    isValid[p] = all;
    valid += all;
  }
  const stride = Math.max(1, Math.ceil(valid / MOST_PIXELS));
  return maps.map((map) => {
    const values = new Float32Array(Math.ceil(valid / stride));
    for (let p = 0, seen = 0, at = 0; p < length; p++)
      if (isValid[p] && seen++ % stride === 0) values[at++] = map.values[p];
    return { ...map, values };
  });
}

function deviationOf(values: Float32Array, isInverted: boolean): number {
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = isInverted ? 1 / values[i] : values[i];
    const step = value - mean;
    mean += step / (i + 1);
    squares += step * (value - mean);
  }
  return Math.sqrt(squares / values.length);
}
