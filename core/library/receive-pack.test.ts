import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallInput, CallName } from '../../contract/calls/api.ts';
import type { Failure } from '../../contract/errors.ts';
import { CHECKPOINTS, homeWithGraphs } from '../../test/checkpoints.ts';
import { openTestEngine } from '../../test/open-engine.ts';
import { copyOfPack, namesIn } from '../../test/open-library.ts';
import { createHandler } from '../host/http.ts';

/** A page that adds packs, through the handler that every door has. */
async function openPage(options: Parameters<typeof openTestEngine>[0] = {}) {
  const engine = await openTestEngine(options);
  const handle = createHandler(engine, 'no page here');
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type?: string) => {
    const response = await handle(
      new Request(`http://depthroom${path}`, {
        method: 'POST',
        body,
        headers: type ? { 'content-type': type } : {},
      }),
    );
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> & Failure };
  };
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) =>
    post(`/call/${name}`, JSON.stringify(input), 'application/json');
  const start = async (bytes: number): Promise<string> =>
    (await call('startPackUpload', { bytes })).answer.uploadId as string;
  const send = (uploadId: string, name: string, bytes: Uint8Array<ArrayBuffer>) =>
    post(`/packs/${uploadId}?file=${encodeURIComponent(name)}`, bytes);
  const sendAll = async (folder: string) => {
    const files = await Promise.all(
      (await readdir(folder)).map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
    );
    const uploadId = await start(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
    for (const { name, bytes } of files)
      expect(await send(uploadId, name, bytes)).toEqual({ status: 200, answer: {} });
    return uploadId;
  };
  return { engine, call, start, send, sendAll, models: join(engine.dataFolder, 'models') };
}

test('a pack comes file by file and is offered when it is complete', async () => {
  const { folder, id } = await copyOfPack();
  const { engine, call, sendAll, models } = await openPage();
  const uploadId = await sendAll(folder);
  expect(await namesIn(models)).toEqual({ packs: [], staging: [`upload-${uploadId}`] });
  const { status, answer } = await call('finishPackUpload', { uploadId });
  expect([status, answer.id]).toEqual([200, id]);
  expect((await engine.call('snapshot', {})).packs).toContainEqual(answer);
  expect(await namesIn(models)).toEqual({ packs: [id], staging: [] });

  // The same once more: kept until the person has decided.
  const again = await sendAll(folder);
  expect((await call('finishPackUpload', { uploadId: again })).status).toBe(409);
  expect((await call('finishPackUpload', { uploadId: again, replace: true })).answer.id).toBe(id);
  expect(await namesIn(models)).toEqual({ packs: [id], staging: [] });
});

test('what is incomplete, too much or badly named is refused', async () => {
  const { folder } = await copyOfPack();
  const { call, start, send, models } = await openPage();
  const bytes = await readFile(join(folder, 'pack.json'));
  const uploadId = await start(bytes.length);
  for (const name of ['../pack.json', 'a/b.onnx', 'C:\\a.onnx', '.hidden', ''])
    expect((await send(uploadId, name, bytes)).answer.code).toBe('bad-input');
  expect((await send('somebody-elses', 'pack.json', bytes)).status).toBe(404);
  expect((await send(uploadId, 'pack.json', Buffer.concat([bytes, bytes]))).answer.code).toBe('too-large');
  expect((await send(uploadId, 'pack.json', bytes)).status).toBe(200);
  expect((await call('finishPackUpload', { uploadId })).answer).toEqual({
    code: 'bad-pack',
    message: expect.stringContaining('is missing'),
  });
  expect((await call('finishPackUpload', { uploadId })).status).toBe(404);
  expect(await namesIn(models)).toEqual({ packs: [], staging: [] });
});

test('official weights are recognised here too, and a cancel takes everything away', async () => {
  const { call, start, send, models } = await openPage();
  const config = Buffer.from('{"model_type": "zoedepth"}');
  const uploadId = await start(1000);
  await send(uploadId, 'config.json', config);
  expect((await call('finishPackUpload', { uploadId })).answer.message).toContain(
    'Expected the rules for photos (preprocessor_config.json) in checkpoint, but it is not there',
  );

  const other = await start(1000);
  await send(other, 'config.json', config);
  await call('cancelPackUpload', { uploadId: other });
  expect(await namesIn(models)).toEqual({ packs: [], staging: [] });
});

test('weights that come alone are known by their tensors', async () => {
  const { call, send } = await openPage({ dataFolder: await homeWithGraphs() });
  const bytes = await readFile(join(CHECKPOINTS, 'depth-anything-tiny', 'model.safetensors'));
  const begin = async (name: string) =>
    (await call('startPackUpload', { bytes: bytes.length, name })).answer.uploadId as string;
  const uploadId = await begin('their weights');
  await send(uploadId, 'weights.safetensors', bytes);
  expect((await call('finishPackUpload', { uploadId })).answer).toMatchObject({
    system: 'disparity',
    origin: 'imported',
    problem: null,
  });
  const other = await begin('no weights');
  await send(other, 'weights.safetensors', Buffer.from('nothing'));
  expect((await call('finishPackUpload', { uploadId: other })).answer.code).toBe('bad-pack');
});
