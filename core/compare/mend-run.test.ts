import { expect, test } from 'vitest';
import { openCompared, prepareCompared } from '../../test/compared-project.ts';

prepareCompared();

const region = {
  shape: 'brush',
  points: [
    [20, 30],
    [60, 40],
  ] as [number, number][],
  radius: 8,
  softness: 0.5,
} as const;

test('a mended map is a run of its own that keeps its recipe, and the same recipe gives the same bytes', async () => {
  const { engine, metric, view, photo } = await openCompared();
  const recipe = {
    strokes: [
      { region, operation: { do: 'push' as const, farther: 0.5 } },
      {
        region: {
          shape: 'lasso' as const,
          points: [
            [70, 10],
            [95, 10],
            [95, 30],
          ] as [number, number][],
          softness: 2,
        },
        operation: { do: 'mask-out' as const },
      },
      { region: { shape: 'everything' as const }, operation: { do: 'snap' as const, radius: 6 } },
    ],
  };
  const first = await engine.call('mend', { runId: metric.id, recipe });
  const second = await engine.call('mend', { runId: metric.id, recipe });
  expect(first).toMatchObject({
    packTitle: `${metric.packTitle}, mended`,
    system: 'mended',
    origin: metric.origin,
    derivation: { kind: 'mended', source: { runId: metric.id }, recipe: { strokes: 3 } },
    result: { kind: 'metric', unit: 'metres' },
  });
  expect(first.result).toEqual(second.result);
  if (first.derivation?.kind !== 'mended') throw new Error('expected a mended run');
  expect(second.derivation).toEqual(first.derivation);
  const kept = await engine.local('findFile', { address: first.derivation.recipe.file });
  const { readFile } = await import('node:fs/promises');
  const parsed = JSON.parse(await readFile(kept?.path ?? '', 'utf8'));
  expect(parsed).toMatchObject({
    version: 1,
    strokes: [{ operation: { do: 'push', farther: 0.5 } }, {}, {}],
  });
  // What was kept gives the same map again.
  const again = await engine.call('mend', { runId: metric.id, recipe: parsed });
  expect(again.result).toEqual(first.result);
  const [before, after] = [await view(metric), await view(first)];
  const at = (x: number, y: number) => y * photo.width + x;
  expect(Number.isNaN(after[at(90, 14)])).toBe(true);
  expect(after[at(40, 35)] - before[at(40, 35)]).toBeGreaterThan(0.2);
  expect(first.result?.invalidPixels).toBeGreaterThan(0);
  // The original is as it was.
  expect(await view(metric)).toEqual(before);
  await expect(engine.call('retryRun', { runId: first.id })).rejects.toThrow(/made from other runs/);
});

test('nothing is left of a map that is masked out whole, and broken recipes are refused', async () => {
  const { engine, metric } = await openCompared();
  const mend = (strokes: object[]) => engine.call('mend', { runId: metric.id, recipe: { strokes } as never });
  await expect(mend([{ region: { shape: 'everything' }, operation: { do: 'mask-out' } }])).rejects.toThrow(
    /every pixel is masked out/,
  );
  await expect(mend([])).rejects.toThrow(/recipe\.strokes/);
  await expect(
    mend([{ region: { shape: 'mask', width: 4, height: 4, runs: [3, 0] }, operation: { do: 'mask-out' } }]),
  ).rejects.toThrow(/fill 3/);
});
