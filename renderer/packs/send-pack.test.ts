import { afterEach, expect, test, vi } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { answerWith, inputOf, refusal } from '../testing/stand-in.ts';
import { sendModel, sendPack } from './send-pack.ts';

afterEach(() => vi.unstubAllGlobals());

const files = [new File(['{}'], 'pack.json'), new File(['123456'], 'model &.onnx')];
const listing: PackListing = {
  id: 'a',
  system: 'zoedepth',
  title: 'A',
  origin: 'imported',
  licence: 'MIT',
  source: null,
  hash: 'h',
  bytes: 8,
  depthKind: 'metric',
  isShipped: false,
  defaults: {},
  problem: null,
};

test('files go one by one, and the share that is over is told', async () => {
  const inputs: unknown[] = [];
  const asked = answerWith((path, init) => {
    if (path.startsWith('/packs/')) return {};
    inputs.push(inputOf(init));
    return path === '/call/startPackUpload' ? { uploadId: 'u/1' } : listing;
  });
  const shares: number[] = [];
  expect(await sendPack(files, true, (share) => shares.push(share))).toEqual(listing);
  expect(asked).toEqual([
    '/call/startPackUpload',
    '/packs/u%2F1?file=pack.json',
    '/packs/u%2F1?file=model%20%26.onnx',
    '/call/finishPackUpload',
  ]);
  expect(inputs).toEqual([{ bytes: 8 }, { uploadId: 'u/1', replace: true }]);
  expect(shares).toEqual([0, 0.25, 1]);
});

test('a pack that is refused leaves nothing behind', async () => {
  const asked = answerWith((path) => {
    if (path === '/call/startPackUpload') return { uploadId: 'u' };
    return path === '/call/cancelPackUpload' ? null : refusal('no-space', 'The disk is full.');
  });
  await expect(sendPack(files, false, () => undefined)).rejects.toMatchObject({ code: 'no-space' });
  expect(asked.at(-1)).toBe('/call/cancelPackUpload');
});

test('without pack.json nothing is sent', async () => {
  const asked = answerWith(() => ({}));
  await expect(sendPack(files.slice(1), false, () => undefined)).rejects.toMatchObject({ code: 'bad-pack' });
  expect(asked).toEqual([]);
});

test('a checkpoint is sent with the names of its parts and of its folder', async () => {
  const inputs: unknown[] = [];
  const asked = answerWith((path, init) => {
    if (path.startsWith('/packs/')) return {};
    inputs.push(inputOf(init));
    return path === '/call/startPackUpload' ? { uploadId: 'u' } : listing;
  });
  const found = ['model_index.json', 'unet/model.safetensors', 'teaser.png'].map((path) => ({
    path,
    file: new File(['1234'], path),
  }));
  expect(await sendModel(found, 'their marigold', false, () => undefined)).toEqual(listing);
  expect(asked.slice(1, 3)).toEqual([
    '/packs/u?file=model_index.json',
    '/packs/u?file=unet%2Fmodel.safetensors',
  ]);
  expect(inputs[0]).toEqual({ bytes: 8, name: 'their marigold' });
  await expect(sendModel(found.slice(2), 'pictures', false, () => undefined)).rejects.toThrow(
    'pictures holds no file of one',
  );
});
