import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Desktop } from '../../contract/desktop.ts';
import { useProject } from '../state/project.ts';
import { answerWith, inputOf, refusal, sampleExport, samplePhoto, sampleRun } from '../testing/stand-in.ts';
import { forgetBatch, startBatch, stopBatch, useBatch } from './batch.ts';
import type { Plan } from './request/plan.ts';

const plan: Plan = { choice: 'blender', kind: 'mesh', own: {}, isInMetres: null };
const jobs = ['a', 'b', 'c'].map((id) => ({
  photo: samplePhoto({ name: `${id}.jpg` }),
  run: sampleRun({ id }),
}));

/** Addresses of the downloads that were started, and what their files are called. */
let downloads: string[] = [];

beforeEach(() => {
  forgetBatch();
  downloads = [];
  const link = {
    href: '',
    download: '',
    click: () => downloads.push(`${link.href} ${link.download}`),
    remove: () => {},
  };
  vi.stubGlobal('document', { createElement: () => link, body: { append: () => {} } });
  useProject.setState(useProject.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

test('each run is written; one that fails is kept with its reason, and the others go on', async () => {
  answerWith((path, init) => {
    if (path === '/call/packExports') return { archiveId: 'both' };
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
  // What was written is one download.
  expect(downloads).toEqual(['/exports/both Depthroom, 2 exports.zip']);
});

test('in the window a folder is asked for once, and each file is put there as it is ready', async () => {
  const saved: unknown[] = [];
  const choosePlace = vi.fn<Desktop['choosePlace']>(async () => ({ id: 'f', name: 'Renders' }));
  const saveExport: Desktop['saveExport'] = async (saving) => {
    saved.push(saving);
    return saving.exportId === 'x-b'
      ? { failure: { code: 'no-space', message: 'The disk is full.' } }
      : { answer: 'a (2).glb' };
  };
  vi.stubGlobal('window', { desktop: { choosePlace, saveExport } });
  answerWith((_, init) => sampleExport({ id: `x-${inputOf(init).runId}` }));
  await startBatch(jobs.slice(0, 2), plan);
  expect(choosePlace.mock.calls).toEqual([[null]]);
  expect(saved).toEqual(['x-a', 'x-b'].map((exportId) => ({ placeId: 'f', exportId })));
  expect(useBatch.getState()).toMatchObject({
    target: { name: 'Renders' },
    made: [{ id: 'x-a', fileName: 'a (2).glb' }],
    failures: [{ sentence: 'The disk is full.' }],
  });
  expect(downloads).toEqual([]);

  // Called off: nothing is written, and nothing is said.
  const asked = answerWith(() => sampleExport());
  choosePlace.mockResolvedValue(null);
  await startBatch(jobs, plan);
  expect([asked, useBatch.getState().state]).toEqual([[], 'none']);
});

test('stopping cancels what is written now and leaves out the rest', async () => {
  useProject.setState(({ queue }) => ({ queue: { ...queue, exporting: [{ id: 'x-a', runId: 'a' }] } }));
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

test('a run that is known by its id alone is looked up when its turn comes', async () => {
  const asked = answerWith((path, init) => {
    const { runId } = inputOf(init);
    if (path === '/call/runRows')
      return runId === 'gone'
        ? refusal('not-found', 'It was removed.')
        : jobs.find(({ run }) => run.id === runId);
    return sampleExport({ id: `x-${runId}` });
  });
  const byId = ['gone', 'b'].map((id) => ({
    id,
    photoId: 'p',
    packId: 'z',
    kind: 'metric' as const,
    hasPlace: false,
  }));
  await startBatch(byId, plan);
  expect(asked).toEqual(['/call/runRows', '/call/runRows', '/call/exportMesh']);
  expect(useBatch.getState()).toMatchObject({
    made: [{ id: 'x-b' }],
    failures: [{ name: 'A run', sentence: 'It was removed.' }],
  });
});

test('a second batch waits until the first is over', async () => {
  const asked = answerWith(() => sampleExport());
  await Promise.all([startBatch(jobs.slice(0, 1), plan), startBatch(jobs, plan)]);
  expect(asked).toHaveLength(1);
});
