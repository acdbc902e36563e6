import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idOf, makeProject } from '../../../test/bench/growth/make-project.ts';
import { openTestEngine, temporaryFolder } from '../../../test/open-engine.ts';
import { RUNS_AT_ONCE } from './photo-rows.ts';

test('every run of a photo is found, a part at a time', { timeout: 60_000 }, async () => {
  const folder = join(await temporaryFolder(), 'project');
  const count = 2 * RUNS_AT_ONCE + 3;
  await makeProject(folder, 1, count);
  const engine = await openTestEngine({ projectFolder: folder });
  const photoId = idOf('photo', 0);
  const first = await engine.call('photoRows', { photoId });
  expect([first.runs.length, first.older]).toEqual([RUNS_AT_ONCE, RUNS_AT_ONCE + 3]);
  const found = first.runs.map(({ id }) => id);
  const left: number[] = [];
  for (let { older } = first; older > 0; ) {
    const part = await engine.call('olderRuns', { photoId, beforeRunId: found[0] });
    found.unshift(...part.runs.map(({ id }) => id));
    older = part.older;
    left.push(older);
  }
  expect(left).toEqual([3, 0]);
  expect(found).toEqual(Array.from({ length: count }, (_, number) => idOf('run', number)));
  const last = await engine.call('olderRuns', { photoId, beforeRunId: found[0] });
  expect([last.runs, last.older]).toEqual([[], 0]);
  await engine.call('removeRuns', { runIds: [found[0]] });
  await expect(engine.call('olderRuns', { photoId, beforeRunId: found[0] })).rejects.toMatchObject({
    code: 'not-found',
  });
});
