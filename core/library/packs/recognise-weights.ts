import { readdir } from 'node:fs/promises';
import { DepthroomError } from '../../../contract/errors.ts';

/** Files by which the layouts of diffusers and transformers are known. */
const OF_CHECKPOINTS = ['model_index.json', 'config.json', 'unet'];

/** What a folder holds by the names in it: a pack, a checkpoint as its authors publish it, or neither. */
export function kindOfFolder(names: readonly string[]): 'pack' | 'checkpoint' | null {
  if (names.includes('pack.json')) return 'pack';
  return OF_CHECKPOINTS.some((name) => names.includes(name)) ? 'checkpoint' : null;
}

/**
 * Throws `bad-pack` with the sentence that helps where a folder holds neither a pack nor a checkpoint: bare graphs, weights alone, or
 * nothing of the kind.
 */
export async function refuseWhatIsNoPack(folder: string, shownAs: string = folder): Promise<void> {
  const names = await readdir(folder);
  if (names.includes('pack.json')) return;
  const isEndingIn = (...endings: string[]) =>
    names.some((name) => endings.some((end) => name.toLowerCase().endsWith(end)));
  if (isEndingIn('.ckpt', '.pt', '.pth', '.bin'))
    throw new DepthroomError(
      'bad-pack',
      `${shownAs} holds pickles (.pt, .ckpt, .bin), which could run anything when they are read and are never opened; get the whole folder of the checkpoint with its .safetensors.`,
    );
  if (isEndingIn('.safetensors'))
    throw new DepthroomError(
      'bad-pack',
      `${shownAs} holds weights of which nothing says what they are of; get the whole folder of the checkpoint, with its config.json, or name the one file that is meant.`,
    );
  const found = isEndingIn('.onnx')
    ? 'ONNX graphs without one ("depthroom packs make" makes a pack of a graph alone)'
    : names.length > 0
      ? 'other files'
      : 'nothing';
  throw new DepthroomError(
    'bad-pack',
    `Expected a model pack (a folder with a pack.json) or a checkpoint at ${shownAs}, but received ${found}; models/README.md says what a pack is made of.`,
  );
}
