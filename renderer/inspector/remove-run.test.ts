import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../contract/calls/snapshot.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { answerAlways, sampleExport, sampleRun } from '../testing/stand-in.ts';
import { removeRun } from './remove-run.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('a run says which exports went with it, and no others', async () => {
  const inputs = answerAlways({ trashId: 't' });
  const exports = ['r', 'other', 'r'].map((runId, index) => sampleExport({ id: `x${index}`, runId }));
  useProject.setState({ snapshot: { exports } as Snapshot });
  removeRun(sampleRun({ id: 'r' }));
  await expect.poll(() => useNotices.getState().notices.length > 0).toBe(true);
  expect(useNotices.getState().notices[0].sentence).toBe('Removed ZoeDepth with 2 exports.');
  expect(inputs).toEqual([{ runIds: ['r'] }]);
});
