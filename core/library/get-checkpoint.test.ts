import { copyFile, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  copyOfCheckpoint,
  homeWithGraphs,
  openTinyLibrary,
  type TinyCheckpoint,
} from '../../test/checkpoints.ts';
import { COMMIT, type HubOptions, serveHub } from '../../test/hub-server.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { namesIn } from '../../test/open-library.ts';
import { type Answer, rightAnswer } from '../../test/pack-server.ts';
import { verifyPack } from './packs/pack-files.ts';

const UNET = 'unet/diffusion_pytorch_model.safetensors';
const SMALL = 'depth-anything/Depth-Anything-V2-Small-hf';
const MARIGOLD = 'prs-eth/marigold-depth-v1-0';

/** A hub with one tiny repository under a published name, and a library that asks it. */
async function offer(
  name: TinyCheckpoint,
  id: string,
  { lacking, ...options }: HubOptions & { lacking?: string } = {},
  environment: Record<string, string> = {},
) {
  const folder = await copyOfCheckpoint(name);
  if (lacking) await unlink(join(folder, lacking));
  const hub = await serveHub(id, folder, options);
  const dataFolder = await homeWithGraphs();
  const ports = { environment: { HF_ENDPOINT: hub.endpoint, ...environment } };
  const library = await openTinyLibrary({ dataFolder, ports });
  const get = async (
    more: { acceptLicence?: boolean; precision?: 'fp16' | 'fp32' | 'auto'; token?: string } = {},
  ) => {
    const asked = {
      checkpoint: id,
      precision: 'fp32' as const,
      replace: false,
      acceptLicence: false,
      ...more,
    };
    const { id: downloadId } = await library.calls.getCheckpoint(asked);
    return library.whenDownloaded(downloadId);
  };
  return { hub, library, folder, get };
}

test('a checkpoint of the catalogue is described, downloaded, compared with its hashes, bound and tried', async () => {
  const { hub, library, get, folder } = await offer('marigold', MARIGOLD);
  const asked = { checkpoint: 'marigold-depth-v1-0', precision: 'fp32' } as const;
  const described = await library.calls.describeCheckpoint(asked);
  const sizes = ['unet/diffusion_pytorch_model', 'vae/diffusion_pytorch_model', 'text_encoder/model'];
  const files = await Promise.all(
    sizes.map(async (stem) => ({
      path: `${stem}.safetensors`,
      bytes: (await readFile(join(folder, `${stem}.safetensors`))).length,
    })),
  );
  expect(described).toEqual({
    packId: 'marigold-depth-v1-0',
    title: 'Marigold v1-0',
    system: 'marigold',
    hub: { id: MARIGOLD, commit: COMMIT },
    precision: 'fp32',
    licence: 'Apache-2.0',
    conditions: null,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files,
  });
  // Nothing but headers was read of the weights so far.
  expect(hub.fetched.every(({ range }) => /^bytes=\d+-\d+$/.test(range ?? ''))).toBe(true);

  expect(await get()).toBe('marigold-depth-v1-0');
  expect(await namesIn(library.models)).toEqual({ packs: ['marigold-depth-v1-0'], staging: [] });
  const installed = await library.packs.get('marigold-depth-v1-0');
  await verifyPack(installed);
  expect(installed.pack).toMatchObject({
    origin: 'official',
    source: `https://huggingface.co/${MARIGOLD}`,
    hub: { id: MARIGOLD, commit: COMMIT },
  });
  expect(await readFile(join(installed.folder, 'unet.safetensors'))).toEqual(
    await readFile(join(folder, UNET)),
  );
  expect((await readdir(installed.folder)).sort()).toEqual([
    'README.md',
    'pack.json',
    'prompt.f32',
    'unet.onnx',
    'unet.safetensors',
    'vae.safetensors',
    'vae_decoder.onnx',
    'vae_encoder.onnx',
  ]);
  expect(library.told.map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(['read the empty prompt', 'try the pack']),
  );
});

test('the text encoder comes once: the second checkpoint that has it goes without', async () => {
  const { hub, library, get } = await offer('marigold', MARIGOLD);
  await get();
  const before = hub.fetched.length;
  const precision = 'fp16';
  const { packId, bytes } = await library.calls.describeCheckpoint({ checkpoint: MARIGOLD, precision });
  expect(await get({ precision })).toBe(packId);
  expect(packId).toBe('marigold-depth-v1-0-fp16');
  const whole = hub.fetched.slice(before).filter(({ range }) => range === null);
  expect(whole.map(({ file }) => file)).toEqual([
    'unet/diffusion_pytorch_model.fp16.safetensors',
    'vae/diffusion_pytorch_model.safetensors',
  ]);
  expect(bytes).toBeLessThan(250_000);
  const { pack } = await library.packs.get(packId);
  expect(pack.graphs).toMatchObject({ prompt: { bytes: 8192 } });
});

test('where a GPU is not there, auto is float32; what a repository does not have is refused only when asked for', async () => {
  const { library, get } = await offer('depth-anything', SMALL);
  await expect(get({ precision: 'fp16' })).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringContaining('Expected weights in fp16, but model.safetensors is all'),
  });
  expect(await get({ precision: 'auto' })).toBe('depth-anything-v2-small-hf');
  expect(await library.installed()).toEqual(['depth-anything-v2-small-hf']);
});

test('what a checkpoint is in is said by its weights, whatever it is called', async () => {
  const { library, hub } = await offer('depth-anything', 'somebody/small-fp16');
  const asked = { checkpoint: 'somebody/small-fp16', precision: 'auto', endpoint: hub.endpoint } as const;
  const described = await library.calls.describeCheckpoint(asked);
  expect(described).toMatchObject({ packId: 'small-fp16', precision: 'fp32' });
});

test('a licence with conditions is accepted first, and that is kept with the pack', async () => {
  const { library, get } = await offer('marigold', 'prs-eth/marigold-depth-v1-1');
  await expect(get()).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('asks for something first: its licence is CreativeML OpenRAIL++-M.'),
  });
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
  const { pack } = await library.packs.get(await get({ acceptLicence: true }));
  expect(pack.acceptance).toEqual({
    licence: 'CreativeML OpenRAIL++-M',
    acceptedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
});

test('a repository that nobody here knows is taken by its name, with the licence of its card', async () => {
  const { library, get } = await offer('zoedepth', 'somebody/their-zoe', { lacking: 'README.md' });
  await expect(get()).rejects.toThrow('its licence is "not stated"; read what it asks for at');
  const { pack } = await library.packs.get(await get({ acceptLicence: true }));
  expect(pack).toMatchObject({
    id: 'their-zoe',
    origin: 'imported',
    source: 'https://huggingface.co/somebody/their-zoe',
  });
});

test('a gated repository is read with the token of the environment, which the second host never sees', async () => {
  const closed = await offer('depth-anything', SMALL, { token: 'hf_secret' });
  await expect(closed.get()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(
      /the hub asks who reads .*set HF_TOKEN to a token of your account.* \(status 401\)\.$/,
    ),
  });
  await expect(closed.get({ token: 'hf_other' })).rejects.toThrow('does not let this token read');
  expect(await namesIn(closed.library.models)).toEqual({ packs: [], staging: [] });

  // An address that the environment does not name is not told the token of the environment.
  const other = await serveHub(SMALL, closed.folder, { token: 'hf_secret' });
  const open = await offer('depth-anything', SMALL, { token: 'hf_secret' }, { HF_TOKEN: 'hf_secret' });
  await expect(
    open.library.calls.describeCheckpoint({ checkpoint: SMALL, precision: 'fp32', endpoint: other.endpoint }),
  ).rejects.toThrow('the hub asks who reads');
  const id = await open.get();
  expect(new Set(open.hub.fetched.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  const { folder } = await open.library.packs.get(id);
  for (const name of await readdir(folder))
    expect((await readFile(join(folder, name))).includes('hf_secret')).toBe(false);
});

test('a hub that asks to wait is waited for, a little', async () => {
  const busy = (seconds: string): Answer => ({ status: 429, headers: { 'retry-after': seconds } });
  const first = await offer('depth-anything', SMALL, {
    instead: (path, count) => (path.includes('/tree/') && count === 1 ? busy('1') : null),
  });
  expect(await first.get()).toBe('depth-anything-v2-small-hf');
  const second = await offer('depth-anything', SMALL, { instead: () => busy('3600') });
  await expect(second.get()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/answered with status 429 and asks to wait 3600 s; try again later\.$/),
  });
});

test('a name that is not there, and an answer that is no listing, are said in a sentence', async () => {
  const { library, hub } = await offer('depth-anything', SMALL);
  const ask = (checkpoint: string, endpoint = hub.endpoint) =>
    library.calls.describeCheckpoint({ checkpoint, precision: 'fp32', endpoint });
  await expect(ask('nobody/nothing')).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask('no such entry')).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask('betterdepth')).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('Nobody has published weights'),
  });
  const wrong = await openTinyLibrary({ ports: { environment: { HF_ENDPOINT: 'mirror.example' } } });
  await expect(wrong.calls.describeCheckpoint({ checkpoint: SMALL, precision: 'fp32' })).rejects.toThrow(
    'Expected HF_ENDPOINT to be the address of a hub (https://...), but it is "mirror.example".',
  );
  const page = await serveHub(SMALL, await temporaryFolder(), {
    instead: () => ({ body: Buffer.from('<html>hello</html>') }),
  });
  await expect(ask(SMALL, page.endpoint)).rejects.toThrow('check the address of the hub');
});

test('a connection that drops is taken up where it broke', async () => {
  const { hub, get } = await offer('depth-anything', SMALL, {
    behave: (request, bytes, count) => ({
      ...rightAnswer(bytes, request),
      // The first two answers are the header, by range.
      ...(count === 3 ? { breakAfter: 60_000 } : {}),
    }),
  });
  expect(await get()).toBe('depth-anything-v2-small-hf');
  const ranges = hub.fetched
    .map(({ range }) => range)
    .filter((range) => !/^bytes=\d+-\d+$/.test(range ?? ''));
  expect(ranges).toEqual([null, 'bytes=60000-']);
});

test('other bytes than the hub states are removed; other small files are refused before that', async () => {
  const { library, get } = await offer('depth-anything', SMALL, {
    behave(request, bytes) {
      const spoilt = Buffer.from(bytes);
      spoilt[bytes.length - 1] ^= 1;
      return rightAnswer(request.range === null ? spoilt : bytes, request);
    },
  });
  await expect(get()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/^Expected model\.safetensors to have sha256 .*, and removed it; /),
  });
  expect(await library.installed()).toEqual([]);
  const [download] = (await library.snapshot()).downloads;
  expect(download).toMatchObject({ state: 'failed', bytes: 0, packId: 'depth-anything-v2-small-hf' });
  await library.calls.cancelDownload({ downloadId: download.id });
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });

  const changed = await offer('depth-anything', SMALL, {
    instead: (path) => (path.endsWith('/preprocessor_config.json') ? { body: Buffer.from('{}') } : null),
  });
  await expect(changed.get()).rejects.toThrow('Expected preprocessor_config.json of');
});

test('what does not fit is refused by its header, before it is downloaded', async () => {
  const { hub, library, get, folder } = await offer('depth-anything', SMALL);
  const other = await copyOfCheckpoint('zoedepth');
  await copyFile(join(other, 'model.safetensors'), join(folder, 'model.safetensors'));
  const mixed = await serveHub(SMALL, folder);
  const asked = { checkpoint: SMALL, precision: 'fp32', endpoint: mixed.endpoint } as const;
  await expect(library.calls.describeCheckpoint(asked)).rejects.toThrow('Expected the tensor');
  expect(mixed.fetched.every(({ range }) => range !== null)).toBe(true);
  await unlink(join(folder, 'model.safetensors'));
  await writeFile(join(folder, 'pytorch_model.bin'), 'pickled');
  const pickled = await serveHub(SMALL, folder);
  await expect(library.calls.describeCheckpoint({ ...asked, endpoint: pickled.endpoint })).rejects.toThrow(
    'a pickle',
  );
  expect(await get()).toBe('depth-anything-v2-small-hf');
  expect(hub.fetched.length).toBeGreaterThan(0);
});

test('there must be room before anything is downloaded', async () => {
  const folder = await copyOfCheckpoint('depth-anything');
  const { endpoint } = await serveHub(SMALL, folder);
  const ports = { environment: { HF_ENDPOINT: endpoint }, freeBytes: async () => 1000 };
  const library = await openTinyLibrary({ ports });
  const asked = { checkpoint: SMALL, precision: 'fp32', replace: false, acceptLicence: false } as const;
  await expect(library.calls.getCheckpoint(asked)).rejects.toMatchObject({ code: 'no-space' });
  expect(await namesIn(library.models)).toEqual({ packs: [], staging: [] });
});
