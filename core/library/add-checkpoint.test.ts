import { existsSync } from 'node:fs';
import {
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  CHECKPOINTS,
  CONVERTED,
  copyOfCheckpoint,
  editJson,
  openTinyLibrary,
  readTensors,
  type TinyCheckpoint,
  writeTensors,
} from '../../test/checkpoints.ts';
import { temporaryFolder } from '../../test/open-engine.ts';
import { namesIn } from '../../test/open-library.ts';
import { verifyPack } from './packs/pack-files.ts';

const NOTHING = { packs: [], staging: [] };

/** Adds a folder that must be refused, and sees that nothing is left of it. */
async function expectRefusal(folder: string, words: string | RegExp, more: { system?: 'marigold' } = {}) {
  const library = await openTinyLibrary();
  await expect(library.calls.importPackFolder({ folder, replace: false, ...more })).rejects.toMatchObject({
    code: 'bad-pack',
    message: typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
  });
  expect(await namesIn(library.models)).toEqual(NOTHING);
}

test.each<TinyCheckpoint>([
  'marigold',
  'zoedepth',
  'depth-anything',
])('the official folder of %s becomes the pack that the converter writes, with the weights as they are', async (name) => {
  const folder = await copyOfCheckpoint(name);
  const library = await openTinyLibrary();
  const listing = await library.calls.importPackFolder({ folder, replace: false });
  expect(listing).toMatchObject({ id: name, problem: null, isShipped: false });
  expect(await namesIn(library.models)).toEqual({ packs: [name], staging: [] });
  const installed = await library.packs.get(name);
  await verifyPack(installed);
  const { graphs, ...described } = installed.pack;
  expect(described).toEqual(JSON.parse(await readFile(join(CONVERTED, `${name}.json`), 'utf8')));
  expect(Object.keys(graphs).length).toBe(name === 'marigold' ? 4 : 1);

  // A second name of the same file, not a copy.
  const [theirs, ours] =
    name === 'marigold'
      ? ['unet/diffusion_pytorch_model.safetensors', 'unet.safetensors']
      : ['model.safetensors', 'model.safetensors'];
  const inode = async (path: string) => (await stat(path)).ino;
  expect(await inode(join(installed.folder, ours))).toBe(await inode(join(folder, theirs)));
});

test('the hub’s cache, which is made of links, is bound by its name, and its files stay where they are', async () => {
  const original = await copyOfCheckpoint('depth-anything');
  const cache = join(await temporaryFolder(), 'models--depth-anything--Depth-Anything-V2-Small-hf');
  const commit = 'b'.repeat(40);
  const snapshot = join(cache, 'snapshots', commit);
  await mkdir(join(cache, 'blobs'), { recursive: true });
  await mkdir(snapshot, { recursive: true });
  for (const name of ['config.json', 'preprocessor_config.json', 'model.safetensors']) {
    await rename(join(original, name), join(cache, 'blobs', name));
    await symlink(join('../../blobs', name), join(snapshot, name));
  }
  const library = await openTinyLibrary();
  const listing = await library.calls.importPackFolder({ folder: snapshot, replace: false });
  expect(listing).toMatchObject({
    id: 'depth-anything-v2-small-hf',
    origin: 'official',
    licence: 'Apache-2.0',
  });
  const { pack, folder } = await library.packs.get(listing.id);
  expect(pack).toMatchObject({
    title: 'Depth Anything V2 Small',
    source: 'https://huggingface.co/depth-anything/Depth-Anything-V2-Small-hf',
    hub: { id: 'depth-anything/Depth-Anything-V2-Small-hf', commit },
  });
  const facts = await stat(join(folder, 'model.safetensors'));
  expect(facts.ino).toBe((await stat(join(cache, 'blobs', 'model.safetensors'))).ino);
});

test.skipIf(!existsSync('/dev/shm'))('weights on another disk are copied, where there is room', async () => {
  const elsewhere = await mkdtemp('/dev/shm/depthroom-test-');
  onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
  const folder = await copyOfCheckpoint('depth-anything');
  for (const name of ['config.json', 'preprocessor_config.json', 'model.safetensors'])
    await copyFile(join(folder, name), join(elsewhere, name));
  const full = await openTinyLibrary({ ports: { freeBytes: async () => 1 } });
  await expect(full.calls.importPackFolder({ folder: elsewhere, replace: false })).rejects.toMatchObject({
    code: 'no-space',
  });
  expect(await namesIn(full.models)).toEqual(NOTHING);
  const library = await openTinyLibrary();
  const { id } = await library.calls.importPackFolder({ folder: elsewhere, replace: false });
  await verifyPack(await library.packs.get(id));
  expect(library.told.map(({ stage }) => stage)).toContainEqual(
    'copy model.safetensors (161 kB, from another disk)',
  );
});

test('shards are bound by their index', async () => {
  const folder = await copyOfCheckpoint('depth-anything');
  const tensors = [...(await readTensors(join(folder, 'model.safetensors')))];
  await unlink(join(folder, 'model.safetensors'));
  const halves = [tensors.slice(0, 30), tensors.slice(30)];
  const name = (i: number) => `model-0000${i + 1}-of-00002.safetensors`;
  const map = Object.fromEntries(halves.flatMap((half, i) => half.map(([tensor]) => [tensor, name(i)])));
  const index = join(folder, 'model.safetensors.index.json');
  await writeFile(index, JSON.stringify({ metadata: {}, weight_map: map }));
  await writeTensors(join(folder, name(0)), new Map(halves[0]));
  await expectRefusal(folder, `Expected the weights ${name(1)} in depth-anything, as its index says`);
  await writeTensors(join(folder, name(1)), new Map(halves[1]));
  const library = await openTinyLibrary();
  const { id } = await library.calls.importPackFolder({ folder, replace: false });
  const { graphs } = (await library.packs.get(id)).pack as { graphs: { model: { external: object[] } } };
  expect(graphs.model.external).toMatchObject([{ file: name(0) }, { file: name(1) }]);
  await editJson(index, (json) => {
    json.weight_map = { a: '../outside.safetensors' };
  });
  await expectRefusal(folder, 'to name shards (.safetensors) that lie beside it');
});

test('half-precision weights that are alone take the half-precision graph', async () => {
  const folder = await copyOfCheckpoint('marigold');
  await unlink(join(folder, 'unet/diffusion_pytorch_model.safetensors'));
  const library = await openTinyLibrary();
  const listing = await library.calls.importPackFolder({ folder, replace: false });
  expect(listing).toMatchObject({ id: 'marigold-fp16', title: 'marigold (fp16)', problem: null });
});

test('one file of weights is enough where its tensors tell the network', async () => {
  const folder = await copyOfCheckpoint('depth-anything');
  const alone = join(await temporaryFolder(), 'my weights.safetensors');
  await link(join(folder, 'model.safetensors'), alone);
  const library = await openTinyLibrary();
  const listing = await library.calls.importPackFolder({ folder: alone, replace: false });
  expect(listing).toMatchObject({ id: 'my-weights', system: 'disparity', problem: null });
  // A file in a whole checkpoint stands for it.
  const part = join(await copyOfCheckpoint('marigold'), 'unet/diffusion_pytorch_model.safetensors');
  expect(await library.calls.importPackFolder({ folder: part, replace: false })).toMatchObject({
    id: 'marigold',
  });
  await expectRefusal(
    join(await zoedepthAlone(), 'zoe.safetensors'),
    /those of zoe\.safetensors fit none of \d+;/,
  );
});

async function zoedepthAlone(): Promise<string> {
  const folder = await temporaryFolder();
  await copyFile(join(CHECKPOINTS, 'zoedepth-tiny/model.safetensors'), join(folder, 'zoe.safetensors'));
  return folder;
}

test('what a training code saves is completed by the checkpoint that it started from', async () => {
  const base = await copyOfCheckpoint('marigold');
  const folder = join(await temporaryFolder(), 'iter 18000');
  await mkdir(join(folder, 'unet'), { recursive: true });
  const tensors = await readTensors(join(base, 'unet/diffusion_pytorch_model.safetensors'));
  const first = tensors.get('conv_in.weight') ?? { dtype: 'F32', shape: [], bytes: new Uint8Array() };
  // Twelve channels where there were eight: BetterDepth stacks a third latent.
  const wider = Buffer.alloc((first.bytes.length / 8) * 12, first.bytes);
  tensors.set('conv_in.weight', { ...first, shape: [4, 12, 3, 3], bytes: wider });
  await writeTensors(join(folder, 'unet/diffusion_pytorch_model.safetensors'), tensors);
  await copyFile(join(base, 'unet/config.json'), join(folder, 'unet/config.json'));
  await editJson(join(folder, 'unet/config.json'), (json) => {
    json.in_channels = 12;
  });
  await expectRefusal(folder, 'Expected the index of a diffusers pipeline (model_index.json) in iter 18000');
  const library = await openTinyLibrary();
  const better = await library.calls.importPackFolder({ folder, base, replace: false });
  expect(better).toMatchObject({ id: 'iter-18000', system: 'betterdepth', problem: null });
  const gold = { folder: base, replace: false, system: 'metricgold' } as const;
  const { id } = await library.calls.importPackFolder(gold);
  expect((await library.packs.get(id)).pack).toMatchObject({
    system: 'metricgold',
    depth: { kind: 'log-metric', min: 0.1, max: 80 },
  });
});

test('an architecture that differs is refused with the field, what was expected and what was found', async () => {
  const folder = await copyOfCheckpoint('marigold');
  await editJson(join(folder, 'unet/config.json'), (json) => {
    json.block_out_channels = [320, 640];
  });
  await expectRefusal(
    folder,
    // What is expected depends on which graphs there are beside the tiny one.
    /^Expected block_out_channels in unet\/config\.json to be (.* or )?\[4,8\]( or .*)?, but received \[320,640\]; /,
  );
  const scheduler = await copyOfCheckpoint('marigold');
  await editJson(join(scheduler, 'scheduler/scheduler_config.json'), (json) => {
    json._class_name = 'PNDMScheduler';
  });
  await expectRefusal(
    scheduler,
    'Expected a DDIMScheduler or an LCMScheduler in marigold, but received PNDMScheduler',
  );
  const sister = await copyOfCheckpoint('marigold');
  await editJson(join(sister, 'model_index.json'), (json) => {
    json.prediction_type = 'normals';
  });
  await expectRefusal(sister, 'Expected a checkpoint for depth');
  const other = await copyOfCheckpoint('depth-anything');
  await editJson(join(other, 'preprocessor_config.json'), (json) => {
    json.resample = 0;
  });
  await expectRefusal(other, 'Expected photos to be resized bicubic or bilinear');
});

test('pickles are never opened, and weights that do not fit leave nothing behind', async () => {
  const pickled = await copyOfCheckpoint('depth-anything');
  await rename(join(pickled, 'model.safetensors'), join(pickled, 'pytorch_model.bin'));
  await expectRefusal(pickled, 'but received pytorch_model.bin, a pickle');

  const path = (folder: string) => join(folder, 'model.safetensors');
  const lacking = await copyOfCheckpoint('depth-anything');
  const tensors = await readTensors(path(lacking));
  const [name, first] = [...tensors][0];
  await writeTensors(path(lacking), new Map([...tensors].slice(1)));
  await expectRefusal(lacking, `Expected the tensor ${name} for model.onnx in the checkpoint`);

  const turned = new Map(tensors).set(name, { ...first, shape: [...first.shape, 1] });
  await writeTensors(path(lacking), turned);
  await expectRefusal(lacking, `Expected the tensor ${name} for model.onnx to be F32, `);

  const broken = new Map(
    [...tensors].map(([key, value]) => [
      key,
      { ...value, bytes: Buffer.alloc(value.bytes.length, Buffer.from([0, 0, 192, 127])) },
    ]),
  );
  await writeTensors(path(lacking), broken);
  await expectRefusal(lacking, 'was made, but a first estimate with it failed: ');
});

test('weights that change under a pack, and a link that leads out of one, are noticed in a sentence', async () => {
  const folder = await copyOfCheckpoint('depth-anything');
  const library = await openTinyLibrary();
  const { id } = await library.calls.importPackFolder({ folder, replace: false });
  const installed = await library.packs.get(id);
  const theirs = join(folder, 'model.safetensors');
  const bytes = await readFile(theirs);
  bytes[bytes.length - 1] ^= 1;
  await writeFile(theirs, bytes);
  await expect(verifyPack(installed)).rejects.toThrow(
    'Expected model.safetensors of the pack "depth-anything" to have sha256',
  );

  const inside = join(installed.folder, 'model.safetensors');
  await unlink(inside);
  await symlink(theirs, inside);
  const again = await openTinyLibrary({ dataFolder: library.dataFolder });
  expect((await again.packs.list()).find(({ title }) => title === id)).toMatchObject({
    problem: `Expected model.safetensors of the pack "${id}" to be a file, but it is a link that leads out of the pack; put the file itself in its place, or install the pack again.`,
  });
});

test('a checkpoint that a page sends file by file is bound too', async () => {
  const library = await openTinyLibrary();
  const { uploadId } = await library.calls.startPackUpload({ bytes: 2_000_000, name: 'My Marigold' });
  const folder = await copyOfCheckpoint('marigold');
  const paths = ['model_index.json', 'scheduler/scheduler_config.json', 'tokenizer/tokenizer.json'];
  for (const part of ['unet', 'vae', 'text_encoder']) {
    const stem = part === 'text_encoder' ? 'model' : 'diffusion_pytorch_model';
    paths.push(`${part}/config.json`, `${part}/${stem}.safetensors`);
  }
  for (const path of paths)
    await library.receivePackFile(
      uploadId,
      path,
      (async function* () {
        yield await readFile(join(folder, path));
      })(),
    );
  await expect(
    library.receivePackFile(uploadId, 'unet/../../pack.json', (async function* () {})()),
  ).rejects.toMatchObject({ code: 'bad-input' });
  const listing = await library.calls.finishPackUpload({ uploadId, replace: false });
  expect(listing).toMatchObject({ id: 'my-marigold', system: 'marigold', problem: null });
  expect(await namesIn(library.models)).toEqual({ packs: ['my-marigold'], staging: [] });
});
