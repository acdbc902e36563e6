import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { copyText } from './copy-text.ts';

beforeEach(() => resetAllStores());
afterEach(() => vi.unstubAllGlobals());

const notice = () => useNotices.getState().notices.at(-1);

test('a text goes to the clipboard, and that is said', async () => {
  const written: string[] = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => written.push(text) } });
  await copyText('npx depthroom');
  expect(written).toEqual(['npx depthroom']);
  expect(notice()).toMatchObject({ tone: 'done', sentence: 'Copied to the clipboard.' });
});

test('where there is no clipboard the text itself is shown', async () => {
  await copyText('npx depthroom');
  expect(notice()).toMatchObject({ tone: 'error', sentence: expect.stringContaining('npx depthroom') });
});
