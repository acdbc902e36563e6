import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE } from '../../test/open-engine.ts';

test('the first run of a pack that was opened ahead waits for no opening', async () => {
  const engine = await openTestEngine();
  const { id } = await engine.importPhoto(SAMPLE, 'coffee.png');
  expect(await engine.call('openPack', { packId: 'marigold-starter' })).toEqual({ isOpen: true });
  const [queued] = await engine.call('estimate', {
    photoIds: [id],
    packIds: ['marigold-starter'],
    options: { resolution: 64 },
  });
  expect(await engine.call('openPack', { packId: 'fastdepth' })).toEqual({ isOpen: false });
  const run = await engine.whenEnded(queued.id);
  expect(run.state).toBe('done');
  const names = run.stages.map(({ name }) => name);
  expect(names).toContain('encode');
  expect(names).not.toContain('open');
  expect(names).not.toContain('check pack');
  await expect(engine.call('openPack', { packId: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a pack that is too large to stay open is only checked', async () => {
  const engine = await openTestEngine({ memoryBudgetInBytes: 1 });
  expect(await engine.call('openPack', { packId: 'fastdepth' })).toEqual({ isOpen: false });
});
