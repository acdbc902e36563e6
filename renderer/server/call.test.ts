import { afterEach, expect, test, vi } from 'vitest';
import { call, reach } from './call.ts';
import { answerWith, inputOf, refusal, sampleRun } from './stand-in.ts';

afterEach(() => vi.unstubAllGlobals());

test('a call is posted as JSON, and its answer is checked', async () => {
  const asked = answerWith((_, init) => sampleRun({ id: String(inputOf(init).runId) }));
  expect(await call('retryRun', { runId: 'a' })).toEqual(sampleRun({ id: 'a' }));
  expect(asked).toEqual(['/call/retryRun']);
  answerWith(() => ({ id: 'no run' }));
  await expect(call('retryRun', { runId: 'a' })).rejects.toThrow();
});

test('what the core refuses is said in its own words', async () => {
  answerWith(() => refusal('not-found', 'This run is gone.'));
  await expect(call('retryRun', { runId: 'a' })).rejects.toMatchObject({
    code: 'not-found',
    message: 'This run is gone.',
  });
});

test('an answer that gives no reason, or a code that nobody knows, is still a sentence', async () => {
  answerWith(() => new Response('<html>', { status: 502 }));
  await expect(reach('/a')).rejects.toMatchObject({
    code: 'internal',
    message: 'Depthroom answered with status 502 and no reason.',
  });
  answerWith(() => refusal('from-the-future', 'Something new.'));
  await expect(reach('/a')).rejects.toMatchObject({ code: 'internal', message: 'Something new.' });
});

test('a core that does not answer is not the same as a person who stopped', async () => {
  answerWith(() => new TypeError('fetch failed'));
  await expect(reach('/a')).rejects.toMatchObject({ code: 'interrupted' });
  answerWith(() => new DOMException('', 'AbortError'));
  await expect(reach('/a')).rejects.toMatchObject({ code: 'cancelled' });
});
