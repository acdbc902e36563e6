import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Pack, PackGraph } from '../../../contract/pack.ts';
import { EXTERNAL, readModel } from './onnx-model.ts';
import { readSafetensorsHeader } from './read-safetensors-header.ts';

/**
 * Compares the places that the graphs of a folder name with the headers of the weights that now lie there: what a hub answered before the
 * download was its word only. Throws `bad-pack` where a graph points at anything but a whole tensor.
 */
export async function checkBound(folder: string, pack: Pack): Promise<void> {
  const tensors = new Map<string, Set<string>>();
  for (const graph of Object.values(pack.graphs) as (PackGraph | undefined)[]) {
    const weights = (graph?.external ?? []).filter(({ file }) => file.endsWith('.safetensors'));
    if (!graph || weights.length === 0) continue;
    for (const { file, bytes } of weights)
      if (!tensors.has(file)) tensors.set(file, await placesIn(join(folder, file), file, bytes));
    const model = await readModel(await readFile(join(folder, graph.file)), graph.file);
    for (const { name, dataLocation, externalData } of model.graph?.initializer ?? []) {
      if (dataLocation !== EXTERNAL) continue;
      const { location, offset, length } = Object.fromEntries(
        externalData.map(({ key, value }) => [key, value]),
      );
      if (!tensors.get(location)?.has(`${offset} ${length}`))
        throw new DepthroomError(
          'bad-pack',
          `Expected ${name} of ${graph.file} to be a tensor of ${location}, but that has none at ${offset} of ${length} bytes; get the checkpoint again.`,
        );
    }
  }
}

/** Offset and length of each tensor of a file. */
async function placesIn(path: string, name: string, bytes: number): Promise<Set<string>> {
  const handle = await open(path);
  try {
    const header = await readSafetensorsHeader(name, bytes, async (start, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    });
    return new Set([...header.values()].map(({ offset, length }) => `${offset} ${length}`));
  } finally {
    await handle.close();
  }
}
