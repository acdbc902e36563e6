import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { startProgram } from './tools.ts';

test('what an engine leaves that is killed is taken over by one that stays open', async () => {
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder, heartbeatMs: 100 });
  const { line, kill } = await startProgram('run-engine.ts', dataFolder);
  const ids = JSON.parse(line) as string[];
  expect(ids).toHaveLength(12);
  // While the other one lives, its runs are its own.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = (await engine.call('snapshot', {})).runs;
  expect(new Set(before.map(({ engineId }) => engineId)).size).toBe(1);
  await kill();

  const ended = await Promise.all(ids.map((id) => engine.whenEnded(id)));
  const interrupted = ended.filter(({ state }) => state === 'failed');
  expect(interrupted.length).toBeLessThanOrEqual(1);
  for (const { error } of interrupted) expect(error?.code).toBe('interrupted');
  expect(ended.at(-1)?.state).toBe('done');
  expect(ended.at(-1)?.engineId).not.toBe(before.at(-1)?.engineId);
});

test('what an engine leaves queued when it closes is taken over too', async () => {
  const dataFolder = await temporaryFolder();
  const staying = await openTestEngine({ dataFolder, heartbeatMs: 100 });
  const leaving = await openTestEngine({ dataFolder });
  const { id } = await leaving.importPhoto(SAMPLE, 'coffee.png');
  const [run] = await leaving.call('estimate', { photoIds: [id], packIds: ['fastdepth'] });
  await leaving.close();
  expect(await staying.whenEnded(run.id)).toMatchObject({ state: 'done' });
});
