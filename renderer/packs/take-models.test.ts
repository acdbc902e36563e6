import { afterEach, expect, test, vi } from 'vitest';
import { answerWith, refusal } from '../server/stand-in.ts';
import { useDialog } from '../state/dialogs.ts';
import { takeModelDrop, useComing } from './take-models.ts';

afterEach(() => vi.unstubAllGlobals());

/** What a browser hands over for a bare file. */
function item(name: string): DataTransferItem {
  const file = new File(['x'], name);
  return { webkitGetAsEntry: () => ({ isDirectory: false, name }), getAsFile: () => file } as never;
}

test('photos and measured depth are left to others', () => {
  expect(takeModelDrop([item('a.jpg'), item('depth.npy'), item('config.json')])).toBe(false);
});

test('bare weights go into the library, and what they are refused for stands there', async () => {
  const asked = answerWith((path) => {
    if (path === '/call/startPackUpload') return { uploadId: 'u' };
    return path === '/call/finishPackUpload' ? refusal('bad-pack', 'They fit none of 12.') : {};
  });
  expect(takeModelDrop([item('their.safetensors')])).toBe(true);
  await expect.poll(() => useComing.getState().refusal).toBe('their.safetensors: They fit none of 12.');
  expect(asked).toContain('/packs/u?file=their.safetensors');
  expect(useComing.getState().name).toBeNull();
  expect(useDialog.getState().open).toBe('models');
});
