import { afterEach, expect, test, vi } from 'vitest';
import type { CallOutput } from '../../contract/calls/api.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useNotices } from '../state/notices.ts';
import { answerWith } from '../testing/stand-in.ts';
import { copyDiagnostics } from './copy-diagnostics.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  resetAllStores();
});

const answer: CallOutput<'diagnostics'> = {
  text: 'Depthroom 1, Node 24',
  facts: {
    version: '1',
    runtime: 'Node 24',
    system: 'linux',
    processor: 'one',
    memory: { totalBytes: 2, freeBytes: 1 },
    freeDiskBytes: null,
    providers: null,
    packs: [],
    project: null,
    problems: [],
    log: [],
  },
};

test('the text of the core goes to the clipboard as it is', async () => {
  const written: string[] = [];
  answerWith(() => answer);
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => written.push(text) } });
  await copyDiagnostics();
  expect(written).toEqual(['Depthroom 1, Node 24']);
  expect(useNotices.getState().notices.map(({ tone }) => tone)).toEqual(['done']);
});
