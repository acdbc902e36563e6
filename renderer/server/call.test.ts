import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { DepthroomError, UNFORESEEN } from '../../contract/errors.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { answerWith, inputOf, refusal, sampleRun } from '../testing/stand-in.ts';
import { call, reach } from './call.ts';
import { shownFailure } from './shown-failure.ts';

afterEach(() => vi.unstubAllGlobals());

test('a call is posted as JSON, and its answer is checked', async () => {
  const asked = answerWith((_, init) => sampleRun({ id: String(inputOf(init).runId) }));
  expect(await call('retryRun', { runId: 'a' })).toEqual(sampleRun({ id: 'a' }));
  expect(asked).toEqual(['/call/retryRun']);
});

test('an answer that is none is one sentence, and no list of a parser', async () => {
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => noise.mockRestore());
  answerWith(() => ({ id: 'no run' }));
  const refused = await call('retryRun', { runId: 'a' }).catch((thrown) => thrown);
  expect(refused).toBeInstanceOf(DepthroomError);
  expect(refused).toMatchObject({ code: 'internal', message: expect.stringMatching(/reload the page/) });
  answerWith(() => new Response('{"id": '));
  const broken = await call('retryRun', { runId: 'a' }).catch((thrown) => thrown);
  expect(broken).toMatchObject({ code: 'interrupted', message: expect.stringMatching(/broke off/) });
  // What it was is in the console of the page.
  expect(noise).toHaveBeenCalledTimes(2);
});

test('what was not written for a person is a sentence in the page and itself in its console', () => {
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => noise.mockRestore());
  const thrown = new TypeError('Failed to fetch');
  expect(shownFailure(thrown)).toEqual({ code: 'internal', message: withoutCommands(UNFORESEEN) });
  expect(noise).toHaveBeenCalledWith(thrown);
  expect(shownFailure(new DepthroomError('bad-input', 'Why.'))).toEqual({
    code: 'bad-input',
    message: 'Why.',
  });
  expect(noise).toHaveBeenCalledTimes(1);
});

test('what the core refuses is said in its own words', async () => {
  answerWith(() => refusal('not-found', 'This run is gone.'));
  await expect(call('retryRun', { runId: 'a' })).rejects.toMatchObject({
    code: 'not-found',
    message: 'This run is gone.',
  });
});

test('how the command line says it is left out', async () => {
  for (const [said, shown] of [
    [
      'a.ply is there already: allow that it is overwritten (--force).',
      'a.ply is there already: allow that it is overwritten.',
    ],
    [
      'Take them as they are (--dtype auto), or not (two of them).',
      'Take them as they are, or not (two of them).',
    ],
  ]) {
    answerWith(() => refusal('bad-input', said));
    await expect(call('retryRun', { runId: 'a' })).rejects.toMatchObject({ message: shown });
  }
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
