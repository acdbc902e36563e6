import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RUNS_AT_ONCE } from '../../core/project/pages/photo-rows.ts';
import { idOf, makeProject } from '../../test/bench/growth/make-project.ts';
import { openTestEngine, temporaryFolder } from '../../test/open-engine.ts';
import { runsOf } from './mend.ts';

test('a run of a photo with very many is found among all of them, and among no others', async () => {
  const projectFolder = join(await temporaryFolder(), 'project');
  await makeProject(projectFolder, 2, 2 * RUNS_AT_ONCE + 6);
  const engine = await openTestEngine({ projectFolder });
  const runs = await runsOf(engine, idOf('photo', 1));
  expect(runs.map(({ id }) => id)).toEqual(
    Array.from({ length: RUNS_AT_ONCE + 3 }, (_, k) => idOf('run', 2 * k + 1)),
  );
});
