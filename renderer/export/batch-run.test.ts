import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { answerWith, inputOf, refusal, sampleExport, samplePhoto, sampleRun } from '../server/stand-in.ts';
import { useProject } from '../state/project.ts';
import { forgetBatch, startBatch, stopBatch, useBatch } from './batch.ts';
import type { Plan } from './request/plan.ts';

const plan: Plan = { choice: 'blender', kind: 'mesh', own: {}, isInMetres: null };
const jobs = ['a', 'b', 'c'].map((id) => ({
  photo: samplePhoto({ name: `${id}.jpg` }),
  run: sampleRun({ id }),
}));

beforeEach(() => {
  forgetBatch();
  useProject.setState(useProject.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

test('each run is written; one that fails is kept with its reason, and the others go on', async () => {
  answerWith((_, init) => {
    const { runId } = inputOf(init);
    return runId === 'b' ? refusal('internal', 'The disk is full.') : sampleExport({ id: `x-${runId}` });
  });
  await startBatch(jobs, plan);
  expect(useBatch.getState()).toMatchObject({
    state: 'over',
    done: 3,
    job: null,
    made: [{ id: 'x-a' }, { id: 'x-c' }],
    failures: [{ name: 'b.jpg, ZoeDepth (starter weights)', sentence: 'The disk is full.' }],
  });
});

test('stopping cancels what is written now and leaves out the rest', async () => {
  useProject.setState({
    snapshot: { exports: [sampleExport({ id: 'x-a', runId: 'a', state: 'running' })] } as Snapshot,
  });
  const asked = answerWith((path) => {
    if (path === '/call/cancelExport') return sampleExport({ state: 'cancelled' });
    stopBatch();
    return refusal('cancelled', 'Stopped.');
  });
  await startBatch(jobs, plan);
  expect(asked).toEqual(['/call/exportMesh', '/call/cancelExport']);
  expect(useBatch.getState()).toMatchObject({
    state: 'over',
    isStopped: true,
    done: 1,
    made: [],
    failures: [],
  });
});

test('a second batch waits until the first is over', async () => {
  const asked = answerWith(() => sampleExport());
  await Promise.all([startBatch(jobs.slice(0, 1), plan), startBatch(jobs, plan)]);
  expect(asked).toHaveLength(1);
});
