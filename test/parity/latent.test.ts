import { describe, expect, test } from 'vitest';
import { alignMembers } from '../../models/diffusion/align.ts';
import { disagreementOf } from '../../models/diffusion/disagreement.ts';
import { ensembleAffine } from '../../models/diffusion/ensemble.ts';
import type { Alignment } from '../../models/diffusion/reduce.ts';
import { fitLine } from '../../models/pipeline/least-squares.ts';
import { coverPhoto, placeDepth, placeUncertainty } from '../../models/pipeline/place.ts';
import { estimate } from '../../models/pipelines.ts';
import { boundPack, hasCheckpoint } from './bound-packs.ts';
import { intermediates, LATENT_CASES, openCase, openMembers } from './latent-case.ts';
import { toleranceOf } from './provider.ts';
import { type Case, type FolderOf, folderOfPack, largestDifference, readNpy } from './read.ts';

function expectClose(each: Case, name: string, received: ArrayLike<number>) {
  const { file, tolerance, relative } = each.outputs[name];
  expect(largestDifference(received, readNpy(file), relative), `${name} of ${each.id}`).toBeLessThanOrEqual(
    toleranceOf(tolerance),
  );
}

describe.each([
  ['packs of the goldens', folderOfPack, LATENT_CASES],
  ['checkpoints that are bound', boundPack, LATENT_CASES.filter(({ pack }) => hasCheckpoint(pack))],
])('%s', (_route, folderOf: FolderOf, cases) => {
  describe.each(cases)('$id', (each) => {
    test('every step from the photo to the members', async () => {
      const { pack, options, tools, members } = await openMembers(each, folderOf);
      const found = intermediates(tools, pack, options.steps, members);
      for (const [name, values] of Object.entries(found)) expectClose(each, name, values);
      const keys = Object.keys(pack.graphs).filter((key) => key !== 'prompt');
      expect(new Set(tools.released)).toEqual(new Set(keys));
      expect(tools.released.at(-1)).toBe('vaeDecoder');
    });
  });

  describe.each(cases.filter((each) => !each.ensembling))('$id', (each) => {
    test('what a person sees', async () => {
      const { pack, photo, options, prior, tools } = await openCase(each, folderOf);
      const { depth, placement, uncertainty } = await estimate(
        { pack, photo, options, prior } as never,
        tools,
      );
      expectClose(each, each.main, placeDepth(depth, placement, photo));
      if (each.id.startsWith('metricgold') && pack.depth.kind === 'log-metric') {
        const span = Math.log(pack.depth.max / pack.depth.min);
        const { min } = pack.depth;
        expectClose(
          each,
          'before_resize',
          depth.values.map((metres) => Math.log(metres / min) / span),
        );
        if (uncertainty) {
          const placed = placeUncertainty(uncertainty.values, depth, placement, photo);
          expectClose(
            each,
            'uncertainty',
            placed.map((value) => value / span),
          );
        }
      } else if (!each.coarse) expectClose(each, 'before_resize', depth.values);
      expect(tools.stages.map(({ fraction }) => fraction)).toEqual(
        [...tools.stages.map(({ fraction }) => fraction)].sort((a, b) => a - b),
      );
    });
  });

  describe.each(cases.filter((each) => each.ensembling))('$id', (each) => {
    const ensembling = each.ensembling as NonNullable<Case['ensembling']>;
    const reference: Alignment = {
      scale: Float64Array.from(ensembling.scale),
      shift: Float64Array.from(ensembling.shift),
    };

    test('what a person sees, for the alignment of the reference', async () => {
      const { photo, options, size, members, prior } = await openMembers(each, folderOf);
      const { values, spread } = ensembleAffine(members, size.resized, 'median', reference);
      const placement = coverPhoto(photo, options.resampleOutput);
      const prediction = placeDepth({ kind: 'affine-depth', ...size.resized, values }, placement, photo);
      expectClose(each, 'before_resize', values);
      expectClose(each, 'prediction', prediction);
      expectClose(each, 'uncertainty', placeUncertainty(spread, size.resized, placement, photo));
      if (!prior || !each.anchor) return;
      const line = fitLine(
        prediction.length,
        (i) => prediction[i],
        (i) => prior.values[i],
      );
      expect(line.scale).toBeCloseTo(each.anchor.scale, 3);
      expect(line.shift).toBeCloseTo(each.anchor.shift, 3);
      expectClose(
        each,
        'refined',
        prediction.map((value) => line.scale * value + line.shift),
      );
    });

    test('an alignment of our own that disagrees no more and stays close', async () => {
      const { size, members } = await openMembers(each, folderOf);
      const alignment = alignMembers(members, size.resized);
      expect(disagreementOf(members, alignment)).toBeLessThanOrEqual(
        1.05 * ensembling.disagreement.reference,
      );

      const { pack, photo, options, prior, tools } = await openCase(each, folderOf);
      const { depth, placement, uncertainty } = await estimate(
        { pack, photo, options, prior } as never,
        tools,
      );
      const seen = placeDepth(depth, placement, photo);
      const expected = readNpy(each.outputs[each.main].file);
      const distance = seen.reduce((sum, value, i) => sum + Math.abs(value - expected[i]), 0) / seen.length;
      expect(distance / (each.anchor?.scale ?? 1)).toBeLessThanOrEqual(ensembling.meanTolerance);
      expect(uncertainty?.values).toHaveLength(depth.values.length);
    });
  });
});
