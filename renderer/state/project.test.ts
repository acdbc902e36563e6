import { beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { snapshotOf } from '../testing/sample-project.ts';
import { sampleExport, sampleRun } from '../testing/stand-in.ts';
import { resetAllStores } from './create-store.ts';
import { isWorking, takeEvent, takeSnapshot, useProject } from './project.ts';

beforeEach(resetAllStores);

const progressOf = (id: string) => ({ id, stage: 'denoise', fraction: 0.5, secondsLeft: 3 });
const known = () => Object.keys(useProject.getState().progress).sort();

test('progress is kept by what works, and leaves with it', () => {
  for (const id of ['run', 'waiting', 'done', 'export', 'download', LIBRARY_WORK])
    takeEvent({ event: 'progress', progress: progressOf(id) });
  const working = snapshotOf({
    runs: [
      sampleRun({ id: 'run', state: 'running' }),
      sampleRun({ id: 'waiting', state: 'queued' }),
      sampleRun({ id: 'done', state: 'done' }),
    ],
    exports: [sampleExport({ id: 'export', state: 'running' })],
    downloads: [{ id: 'download' }] as Snapshot['downloads'],
    modelsFolder: { work: 'moving' } as unknown as Snapshot['modelsFolder'],
  });
  takeSnapshot(working);
  expect(known()).toEqual([LIBRARY_WORK, 'download', 'export', 'run', 'waiting'].sort());
  takeSnapshot(snapshotOf());
  expect(known()).toEqual([]);
});

test('a run works while it waits and while it runs', () => {
  const states = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
  expect(states.filter((state) => isWorking(sampleRun({ state })))).toEqual(['queued', 'running']);
});
