import { afterEach, expect, test, vi } from 'vitest';
import { pin, useComparing } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { answerAlways } from '../testing/stand-in.ts';
import { removeComparison } from './remove-comparison.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

test('a comparison that is removed is not made again by a pin that stays, and can be brought back', async () => {
  const inputs = answerAlways({ trashId: 't' });
  pin('p', 'a pane');
  pin('other', 'a pane');
  await removeComparison({ id: 'c', photoId: 'p', referenceTitle: 'ZoeDepth' });
  expect(useComparing.getState().pinned).toEqual({ other: 'a pane' });
  expect(inputs).toEqual([{ comparisonId: 'c' }]);
  const [notice] = useNotices.getState().notices;
  expect([notice.sentence, notice.action?.label]).toEqual(['Removed the comparison to ZoeDepth.', 'Undo']);
});
