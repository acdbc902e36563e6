import { afterEach, expect, test, vi } from 'vitest';
import { HUB_ASKS } from '../../contract/library.ts';
import { answerWith, inputOf, refusal } from '../testing/stand-in.ts';
import { askForOffer, getWeights } from './get-weights.ts';
import { takeToken } from './hub-token.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await takeToken('');
});

const offer = {
  hub: { id: 'a/b', commit: 'c' },
  precision: 'fp32',
  conditions: 'its licence is X.',
} as const;

test('a repository that asks who reads is told from one that is away', async () => {
  answerWith(() =>
    refusal('download-failed', `Expected the file x, but ${HUB_ASKS.first} a/b (status 401).`),
  );
  expect(await askForOffer({ id: 'a' }, 'auto')).toMatchObject({ offer: null, isGated: true });
  answerWith(() => refusal('download-failed', 'Could not read a/b from the hub; try again later.'));
  expect(await askForOffer({ id: 'a' }, 'auto')).toMatchObject({
    failure: { message: 'Could not read a/b from the hub; try again later.' },
    isGated: false,
  });
});

test('what was offered is got, with the token of the session', async () => {
  const inputs: unknown[] = [];
  answerWith((_path, init) => {
    inputs.push(inputOf(init));
    return refusal('no-space', 'The disk is full.');
  });
  await expect(getWeights({ id: 'a' }, offer, false)).rejects.toMatchObject({ code: 'bad-input' });
  expect(inputs).toEqual([]);
  await takeToken('hf_abc');
  await expect(getWeights({ id: 'a' }, offer, true)).rejects.toMatchObject({ code: 'no-space' });
  expect(inputs).toEqual([
    { checkpoint: 'a', precision: 'fp32', commit: 'c', token: 'hf_abc', acceptLicence: true },
  ]);
});
