import { expect, test } from 'vitest';
import { makeProject } from '../../test/bench/growth/make-project.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { openProject } from '../project/project.ts';
import { finishedRuns } from './finished-runs.ts';

test('finished runs come with their photos in the order in which they ended, and in the same order at each call', async () => {
  const folder = await temporaryFolder();
  await makeProject(folder, 2, 8);
  const project = await openProject(folder, { create: false });
  const [last, failed, ...together] = project.runs.all();
  await project.write(() => {
    project.runs.update({ ...last, finishedAt: '2027-01-01T00:00:00.000Z' });
    project.runs.update({ ...failed, state: 'failed' });
    for (const run of together) project.runs.update({ ...run, finishedAt: '2026-01-01T00:00:00.000Z' });
  });
  const found = finishedRuns(project, undefined);
  expect(found.map(({ run }) => run.id)).toEqual([...together.map(({ id }) => id).sort(), last.id]);
  for (const { photo, run } of found) expect(photo.id).toBe(run.photoId);
  const ofPack = finishedRuns(project, 'marigold').map(({ run }) => run.packId);
  expect(ofPack).toEqual(['marigold', 'marigold']);
  project.close();
});
