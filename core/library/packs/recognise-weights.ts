import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { type System, systemOfWeights } from '../../../contract/systems.ts';

/**
 * Throws the sentence that helps where a folder holds something else than a pack: official weights in the layout of diffusers or
 * transformers (how to convert them), bare graphs, or nothing of the kind. Does nothing where there is a pack.json.
 */
export async function refuseWhatIsNoPack(folder: string, shownAs: string = folder): Promise<void> {
  const names = await readdir(folder);
  if (names.includes('pack.json')) return;

  const system = await officialSystem(folder, names);
  if (system)
    throw new DepthroomError(
      'bad-pack',
      `${shownAs} holds official weights, which must be made a pack first: python models/${system}/export.py "${shownAs}" -o <pack folder>; then add the folder that it writes.`,
    );
  const isEndingIn = (...endings: string[]) =>
    names.some((name) => endings.some((end) => name.toLowerCase().endsWith(end)));
  if (names.includes('model_index.json') || isEndingIn('.safetensors', '.ckpt', '.pt', '.pth', '.bin'))
    throw new DepthroomError(
      'bad-pack',
      `${shownAs} holds weights of which nothing says that they are of a system Depthroom knows; get the whole folder of the checkpoint and make it a pack with models/<system>/export.py.`,
    );
  const found = isEndingIn('.onnx')
    ? 'ONNX graphs without one'
    : names.length > 0
      ? 'other files'
      : 'nothing';
  throw new DepthroomError(
    'bad-pack',
    `Expected a model pack (a folder with a pack.json) at ${shownAs}, but received ${found}; models/README.md says what a pack is made of.`,
  );
}

async function officialSystem(folder: string, names: readonly string[]): Promise<System | null> {
  if (names.includes('model_index.json')) {
    return systemOfWeights('diffusers', await readText(join(folder, 'model_index.json')));
  }
  if (!names.includes('config.json')) return null;
  const type = /"model_type"\s*:\s*"([a-z0-9_-]+)"/i.exec(await readText(join(folder, 'config.json')))?.[1];
  return systemOfWeights('transformers', type ?? '');
}

async function readText(path: string): Promise<string> {
  return (await readFile(path)).subarray(0, 1 << 20).toString('utf8');
}
