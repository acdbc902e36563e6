import { DepthroomError } from '../../contract/errors.ts';
import { text } from '../language/text.ts';
import type { FoundFile } from '../view/dropped/read-dropped.ts';

/** Endings of files that are models and never photos. */
const MODEL = /\.(safetensors|onnx|ckpt|pth?)$|^pack\.json$/i;
const MARKS = /^(pack|config|model_index)\.json$/;
const PICKLE = /\.(ckpt|pth?|bin)$/i;
/** What exporters call the file of a graph's weights. */
const WEIGHTS_BESIDE = /([._-]data|\.weights|\.pb|\.bin)$/i;
/** What a checkpoint is made of: what lies beside its configuration, and the parts of a pipeline, with plain names. */
const PART = /^(?:(?:unet|vae|text_encoder|tokenizer|scheduler)\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/;
const LEFT_OUT = /\.(ckpt|pth?|bin|msgpack|h5|ot|png|jpe?g|webp|gif|py)$/i;

/** Whether a bare file, as it is dropped, is a model. */
export function isModelFile(name: string): boolean {
  return MODEL.test(name);
}

/** Whether a file is an ONNX graph. */
export function isGraph(name: string): boolean {
  return /\.onnx$/i.test(name);
}

/** The one graph among files that no pack.json and no configuration speaks of, and what may hold its weights; null where there is none. */
export function bareGraphOf(found: readonly FoundFile[]): FoundFile[] | null {
  const beside = found.filter(({ path }) => !path.includes('/'));
  const graphs = beside.filter(({ path }) => isGraph(path));
  if (graphs.length !== 1 || found.some(({ path }) => MARKS.test(path))) return null;
  return [...graphs, ...beside.filter(({ path }) => WEIGHTS_BESIDE.test(path) && PART.test(path))];
}

/** Whether the files of a folder are a pack's or a checkpoint's. */
export function isModelFolder(paths: readonly string[]): boolean {
  return paths.some((path) => isModelFile(path) || MARKS.test(path) || /^unet\//.test(path));
}

/**
 * What of a pack or checkpoint is sent: no pictures, no weights twice, nothing that the core does not take. Throws `bad-pack` where there are
 * only weights that are never opened.
 */
export function filesToSend(found: readonly FoundFile[]): FoundFile[] {
  const paths = new Set(found.map(({ path }) => path));
  const isPack = paths.has('pack.json');
  const sent = found.filter(({ path }) => {
    if (!PART.test(path) || path.includes('..')) return false;
    if (isPack) return true;
    // Half precision beside full precision: the core takes the full one.
    const isTwice = /\.fp16\./.test(path) && paths.has(path.replace('.fp16.', '.'));
    return !LEFT_OUT.test(path) && !isTwice && !/non_ema/.test(path);
  });
  const isWeights = ({ path }: FoundFile) => /\.(safetensors|onnx)$/i.test(path);
  if (!sent.some(isWeights) && found.some(({ path }) => PICKLE.test(path)))
    throw new DepthroomError('bad-pack', text('packs.picklesRefused'));
  return sent;
}
