import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGraph } from '../../../models/session.ts';
import { writeTensors } from '../../../test/checkpoints.ts';
import { onnxBytes } from '../../../test/onnx.ts';
import { RESOURCES, temporaryFolder } from '../../../test/open-engine.ts';
import { type BoundTensor, bindGraph } from './bind-graph.ts';
import { openDiskCheckpoint } from './disk-checkpoint.ts';
import { EXTERNAL, readModel, writeModel } from './onnx-model.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';

/** y = x + w, with w (2 values) somewhere else. */
async function bareSum(...names: string[]): Promise<Uint8Array> {
  const whole = onnxBytes({
    inputs: [{ name: 'x', type: 'float32', shape: [2] }],
    outputs: [{ name: 'y', type: 'float32', shape: [2] }],
    nodes: [{ op: 'Add', inputs: ['x', 'w'], output: 'y' }],
    constants: [{ name: 'w', dims: [2], values: [0, 0] }],
  });
  const model = await readModel(whole, 'sum');
  const [w] = model.graph?.initializer ?? [];
  w.dataLocation = EXTERNAL;
  // The values go: a tensor elsewhere has none of its own.
  (w as { $unknown?: unknown[] }).$unknown = [];
  const entries: [string, string][] = [['location', 'checkpoint']];
  for (const [i, name] of names.entries()) entries.push([i === 0 ? 'tensor' : 'alias', name]);
  w.externalData = entries.map(([key, value]) => ({ $typeName: 'onnx.StringStringEntryProto', key, value }));
  return writeModel(model);
}

async function tensorsIn(folder: string): Promise<Map<string, BoundTensor>> {
  const source = await openDiskCheckpoint(folder, () => null);
  const bytes = source.files.get('w.safetensors')?.bytes ?? 0;
  const header = await readSafetensorsHeader('w.safetensors', bytes, (start, length) =>
    source.read('w.safetensors', start, length),
  );
  return new Map([...header].map(([name, place]) => [name, { ...place, file: 'w.safetensors' }]));
}

async function writeSum(name: string, dtype = 'F32', values: ArrayLike<number> = [10, 20]): Promise<string> {
  const folder = await temporaryFolder();
  const bytes = dtype === 'F32' ? Float32Array.from(values) : Uint16Array.from(values);
  await writeTensors(
    join(folder, 'w.safetensors'),
    // One byte first, so that no offset is aligned to anything.
    new Map([
      ['odd', { dtype: 'U8', shape: [1], bytes: new Uint8Array([9]) }],
      [name, { dtype, shape: [values.length], bytes: new Uint8Array(bytes.buffer) }],
    ]),
  );
  return folder;
}

test('a bound graph reads the values out of the checkpoint, at an odd offset, under an older spelling too', async () => {
  for (const spelling of ['new.weight', 'query.weight']) {
    const folder = await writeSum(spelling);
    const { onnx, files } = await bindGraph(
      await bareSum('new.weight', 'query.weight'),
      'sum.onnx',
      await tensorsIn(folder),
    );
    expect(files).toEqual(['w.safetensors']);
    await writeFile(join(folder, 'sum.onnx'), onnx);
    const graph = await openGraph(join(folder, 'sum.onnx'), { provider: 'cpu', threads: 1 });
    const { y } = await graph.run({ x: { type: 'float32', data: Float32Array.of(1, 2), dims: [2] } });
    expect([...(y.data as Float32Array)]).toEqual([11, 22]);
    await graph.release();
  }
});

test.each<[string, Parameters<typeof writeSum>, string]>([
  [
    'a name that is missing',
    ['other'],
    'Expected the tensor w1 for sum.onnx in the checkpoint, but it is not there',
  ],
  ['a shape that differs', ['w1', 'F32', [1, 2, 3]], 'w1 for sum.onnx to be F32, 2, but received F32, 3'],
  ['a type that differs', ['w1', 'F16', [1, 2]], 'w1 for sum.onnx to be F32, 2, but received F16, 2'],
])('%s is said in one sentence', async (_name, given, words) => {
  const tensors = await tensorsIn(await writeSum(...given));
  await expect(bindGraph(await bareSum('w1'), 'sum.onnx', tensors)).rejects.toThrow(
    expect.objectContaining({ code: 'bad-pack', message: expect.stringContaining(words) }),
  );
});

test('what the reader of graphs does not know goes through it unchanged', async () => {
  const path = join(RESOURCES, 'packs', 'fastdepth', 'fastdepth_7.onnx');
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'again.onnx'),
    await writeModel(await readModel(await readFile(path), 'fastdepth')),
  );
  const options = { provider: 'cpu', threads: 1 };
  const answers: string[] = [];
  for (const each of [path, join(folder, 'again.onnx')]) {
    const graph = await openGraph(each, options);
    const [port] = graph.inputs;
    const dims = port.shape.map((side) => (typeof side === 'number' ? side : 1));
    const count = dims.reduce((product, side) => product * side, 1);
    const data = Float32Array.from({ length: count }, (_, i) => (i % 255) / 255);
    const [output] = Object.values(await graph.run({ [port.name]: { type: 'float32', data, dims } }));
    answers.push(Buffer.from((output.data as Float32Array).buffer).toString('hex'));
    await graph.release();
  }
  expect(answers[0]).toBe(answers[1]);
  await expect(readModel(Buffer.from('not a graph at all'), 'it')).rejects.toThrow(
    'Expected it to be an ONNX graph',
  );
});
