import { expect, test } from 'vitest';

import { openCompared, prepareCompared } from '../../test/compared-project.ts';

prepareCompared();

test('a consensus is a run like any other', async () => {
  const { engine, photo, runs, metric, plane } = await openCompared();
  const run = await engine.call('consensus', { photoId: photo.id, runIds: runs.map(({ id }) => id) });
  expect(run).toMatchObject({
    packTitle: 'Consensus of 3 runs',
    system: 'consensus',
    origin: 'starter',
    state: 'done',
    derivation: { kind: 'consensus', reference: { runId: metric.id } },
    result: {
      kind: 'metric',
      unit: 'metres',
      uncertainty: { unit: expect.stringContaining('3 aligned runs') },
    },
  });
  if (run.derivation?.kind !== 'consensus') throw new Error('expected a consensus');
  const { sources, outlier } = run.derivation;
  expect(sources.reduce((sum, { farthestShare }) => sum + farthestShare, 0)).toBeCloseTo(1, 9);
  expect(outlier?.share).toBe(Math.max(...sources.map(({ farthestShare }) => farthestShare)));
  expect(run.notes[1]).toContain(`"${outlier?.title}" lies farthest`);
  const spread = await plane(run.result?.uncertainty?.view.file ?? '', photo);
  expect(spread.every((value) => value >= 0)).toBe(true);
  expect((await engine.call('exportDepthImage', { runId: run.id, options: {} })).state).toBe('done');
  await expect(engine.call('retryRun', { runId: run.id })).rejects.toThrow(/made from other runs/);
});

test('a relative run becomes metric by known depths, and by the scale of a metric run', async () => {
  const { engine, photo, metric, relative, view } = await openCompared();
  const values = await view(relative);
  const at = (x: number, y: number) => ({
    at: { x: x + 0.5, y: y + 0.5 },
    value: values[y * photo.width + x],
  });
  const places = [at(5, 70), at(60, 10), at(90, 40)];
  const lengths = places.map((place) => ({
    what: 'depth' as const,
    at: place.at,
    metres: 3 * place.value + 1.5,
  }));
  const run = await engine.call('calibrate', { runId: relative.id, by: { lengths } });
  expect(run).toMatchObject({
    packTitle: 'Marigold (starter weights), calibrated',
    system: 'calibrated',
    result: { kind: 'metric', unit: 'metres', placement: relative.result?.placement },
    derivation: {
      kind: 'calibrated',
      source: { runId: relative.id },
      space: 'depth',
      scale: expect.closeTo(3, 3),
      shift: expect.closeTo(1.5, 3),
      lengths: lengths.map(({ metres }) => ({
        what: 'depth of a point',
        givenInMetres: metres,
        foundInMetres: expect.closeTo(metres, 4),
      })),
    },
  });
  const metres = await view(run);
  expect(Math.abs(metres[100] - (3 * values[100] + 1.5))).toBeLessThan(2e-3);

  const borrowed = await engine.call('calibrate', {
    runId: relative.id,
    by: { referenceRunId: metric.id, fit: 'least-squares' },
  });
  const { subjects } = await engine.call('compare', {
    photoId: photo.id,
    runIds: [relative.id, borrowed.id],
    reference: { runId: metric.id },
    alignment: { method: 'affine' },
  });
  expect(subjects[1].fit).toMatchObject({ scale: expect.closeTo(1, 3), shift: expect.closeTo(0, 2) });
  await expect(
    engine.call('calibrate', { runId: metric.id, by: { referenceRunId: relative.id } }),
  ).rejects.toThrow(/Expected a metric run to borrow/);
  await expect(
    engine.call('calibrate', { runId: relative.id, by: { lengths: lengths.slice(0, 1) } }),
  ).rejects.toThrow(/Expected two known lengths/);
});
