import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../../core/host/engine.ts';
import { openTestEngine, temporaryFolder } from '../open-engine.ts';

async function places() {
  const dataFolder = await temporaryFolder();
  const elsewhere = await temporaryFolder();
  const opened = async (given: Partial<EngineOptions> = { isApp: true }) => {
    const engine = await openTestEngine({ dataFolder, ...given });
    const { project } = await engine.call('snapshot', {});
    return { engine, project };
  };
  return { elsewhere, opened };
}

test('the app begins with the project that was open last in it, whatever commands did since', async () => {
  const { elsewhere, opened } = await places();
  const folder = join(elsewhere, 'holiday');
  const first = await opened();
  expect(first.project.name).toBe('Default project');
  await first.engine.call('openProject', { folder, create: true });
  await first.engine.close();

  const command = await opened({});
  expect(command.project.name).toBe('Default project');
  await command.engine.close();
  const other = await opened({ projectFolder: join(elsewhere, 'other') });
  await other.engine.close();

  const again = await opened();
  expect(again.project).toEqual({ folder, name: 'holiday' });
  await again.engine.close();
  const named = await opened({ isApp: true, projectFolder: join(elsewhere, 'other') });
  expect(named.project.name).toBe('other');
});

test('where that one is not there it says so, begins with the default one, and comes back to it', async () => {
  const { elsewhere, opened } = await places();
  const folder = join(elsewhere, 'holiday');
  const first = await opened();
  await first.engine.call('openProject', { folder, create: true });
  await first.engine.close();
  await rename(folder, `${folder}-moved`);

  const without = await opened();
  expect(without.project).toMatchObject({
    name: 'Default project',
    note: expect.stringMatching(/open last cannot be opened: .*holiday.*no project\.db/),
  });
  expect((await without.engine.local('projectNotes', {})).notes).toHaveLength(1);
  await without.engine.call('openProject', { folder: join(elsewhere, 'third'), create: true });
  expect((await without.engine.call('snapshot', {})).project.note).toBeUndefined();
  await without.engine.call('openProject', { folder: without.project.folder });
  expect((await without.engine.call('snapshot', {})).project.note).toBeUndefined();
  await without.engine.close();

  const next = await opened();
  expect(next.project.name).toBe('Default project');
  await next.engine.close();
});

test('what was not there for one start is opened again at the next', async () => {
  const { elsewhere, opened } = await places();
  const folder = join(elsewhere, 'holiday');
  const first = await opened();
  await first.engine.call('openProject', { folder, create: true });
  await first.engine.close();
  await rename(folder, `${folder}-moved`);
  await (await opened()).engine.close();
  await rename(`${folder}-moved`, folder);
  expect((await opened()).project).toEqual({ folder, name: 'holiday' });
});
