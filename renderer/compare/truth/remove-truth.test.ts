import { afterEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../../contract/calls/snapshot.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { useNotices } from '../../state/notices.ts';
import { useProject } from '../../state/project.ts';
import { answerAlways } from '../../testing/stand-in.ts';
import { removeTruth } from './remove-truth.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('ground truth says which comparisons went with it: those to it', async () => {
  const inputs = answerAlways({ trashId: 't' });
  const references = [{ truthId: 'g' }, { runId: 'g' }, { truthId: 'other' }];
  const comparisons = references.map((reference) => ({ reference }));
  useProject.setState({ snapshot: { comparisons } as Snapshot });
  removeTruth({ id: 'g', name: 'depth.exr' });
  await expect.poll(() => useNotices.getState().notices.length > 0).toBe(true);
  expect(useNotices.getState().notices[0].sentence).toBe('Removed depth.exr with 1 comparison.');
  expect(inputs).toEqual([{ truthId: 'g' }]);
});
