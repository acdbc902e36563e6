import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveOptions } from '../../contract/options.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { readPack } from '../../core/library/packs/packs.ts';
import { runEstimate } from '../../core/tasks/estimate.ts';
import { RESOURCES, SAMPLE, temporaryFolder } from '../open-engine.ts';
import { writeLatentPack } from '../synthetic-pack.ts';

/** Estimates with a pack, one of whose files was changed and pinned again. */
async function estimateWith(key: 'prompt' | 'unet', change: (bytes: Buffer) => Buffer) {
  const { folder } = writeLatentPack({ system: 'marigold' });
  const json = JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8'));
  const graph = json.graphs[key];
  const bytes = change(await readFile(join(folder, graph.file)));
  await writeFile(join(folder, graph.file), bytes);
  Object.assign(graph, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  await writeFile(join(folder, 'pack.json'), JSON.stringify(json));
  const { pack, hash } = await readPack(folder);
  const task = {
    photoPath: SAMPLE,
    pack,
    packFolder: folder,
    packHash: hash,
    checkedStamp: null,
    options: resolveOptions(pack, {}) as RunOptions,
    prior: null,
    provider: 'cpu',
    temporaryFolder: await temporaryFolder(),
    memoryBudgetInBytes: 0,
    selfTestGraph: join(RESOURCES, 'self-test.onnx'),
    brokenProviders: [],
  };
  return runEstimate(task, () => {});
}

test('weights that are no 32-bit numbers are refused in a sentence', async () => {
  await expect(estimateWith('prompt', (bytes) => bytes.subarray(0, 4097))).rejects.toMatchObject({
    code: 'bad-pack',
    message: expect.stringMatching(/^Expected 32-bit numbers in prompt\.f32 .* install the pack again\.$/),
  });
});

test('what the runtime says of a broken graph comes as one line without places in its source', async () => {
  const rename = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('v', '\n'), 'latin1');
  const failure = await estimateWith('unet', rename).catch((thrown) => thrown);
  expect(failure).toMatchObject({ code: 'bad-pack', message: expect.stringMatching(/^[^\n]{20,400}\.$/) });
  expect(failure.message).not.toMatch(/\.cc:\d/);
});
