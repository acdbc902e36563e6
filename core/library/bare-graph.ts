import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { GraphFacts } from '../../contract/library.ts';
import { type PackOf, packSchema } from '../../contract/pack.ts';
import { fileNameSchema, type Size } from '../../contract/schemas.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { DATA_TYPES, EXTERNAL, type ModelProto, readModel, type ValueInfo } from './bind/onnx-model.ts';

/** What must be said of a graph to run it. */
type Description = Omit<ParsedInput<'tryGraph'>, 'file' | 'uploadId'>;

/** A protobuf holds no more. */
const LARGEST_GRAPH = 2 ** 31;
const FLOATS: readonly string[] = ['F32', 'F16'];

/** An ONNX graph with one image going in and one map coming out, that no pack.json speaks of. */
export interface BareGraph {
  path: string;
  /** Names of the files beside it that it keeps weights in. */
  external: readonly string[];
  facts: GraphFacts;
  /** What its pack.json would be, but for the graphs. Throws `bad-input` where something about it must be said. */
  describedAs(description: Description): Omit<PackOf<'disparity'>, 'graphs'>;
}

/**
 * Reads a graph of this computer. `shownAs`: what its file was called, where it is not called so any more. Throws `bad-pack` for what is no
 * such graph, or where a file of its weights is missing.
 */
export async function openBareGraph(file: string, shownAs?: string): Promise<BareGraph> {
  const path = resolve(file);
  const name = shownAs ?? basename(path);
  const facts = await stat(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${name}`);
  });
  if (!facts.isFile() || facts.size > LARGEST_GRAPH)
    throw new DepthroomError('bad-pack', `Expected an ONNX graph of at most 2 GB at ${path}.`);
  const model = await readModel(await readFile(path), name);
  const { fixed, takes, answers } = portsOf(model, name);
  const external = externalFiles(model, name);
  for (const weights of external)
    if (!(await stat(join(dirname(path), weights)).catch(() => null))?.isFile())
      throw new DepthroomError(
        'bad-pack',
        `Expected ${weights} beside ${name}, which keeps its weights there; take both files together.`,
      );
  const title = name.replace(/\.onnx$/i, '').slice(0, 200);
  const id = idOf(title);
  return {
    path,
    external,
    facts: { id, title, fixed, takes, answers },
    describedAs: (description) => ({
      format: 1,
      id: description.id ?? id,
      system: 'disparity',
      title: description.title ?? title,
      origin: 'imported',
      licence: description.licence ?? 'not stated',
      source: name,
      depth: {
        kind: description.answer === 'metres' ? 'metric' : description.answer,
        ...(description.near ? { near: description.near } : {}),
      },
      input: inputOf(name, fixed, description),
    }),
  };
}

/** pack.json of a described graph, whose files have these names, hashes and sizes: the graph's own first. */
export function describedPack(
  described: Omit<PackOf<'disparity'>, 'graphs'>,
  [own, ...external]: readonly { file: string; sha256: string; bytes: number }[],
): PackOf<'disparity'> {
  const model = { ...own, ...(external.length > 0 ? { external } : {}) };
  return packSchema.parse({ ...described, graphs: { model } }) as PackOf<'disparity'>;
}

function portsOf(model: ModelProto, name: string): Pick<GraphFacts, 'fixed' | 'takes' | 'answers'> {
  const { initializer = [], input = [], output = [] } = model.graph ?? {};
  // Old graphs list their weights among the inputs.
  const weights = new Set(initializer.map((each) => each.name));
  const images = input.filter((each) => !weights.has(each.name));
  const takes = shown(images);
  const answers = shown(output);
  const refuse = (expected: string) =>
    new DepthroomError(
      'bad-pack',
      `Expected ${name} to ${expected}, but it takes ${takes} and answers ${answers}.`,
    );
  const dims = images.length === 1 ? dimsOf(images[0]) : null;
  if (dims?.length !== 4 || output.length !== 1)
    throw refuse('take one image (N x 3 x H x W) and answer one map');
  const [batch, channels, height, width] = dims;
  if ((channels !== 3 && channels !== null) || (batch !== 1 && batch !== null))
    throw refuse('take one image of three channels (1 x 3 x H x W)');
  if ((height === null) !== (width === null)) throw refuse('fix both sides of its image or none');
  for (const port of [images[0], output[0]]) {
    const type = DATA_TYPES[port.type?.tensorType?.elemType ?? 0];
    if (!FLOATS.includes(type)) throw refuse(`take and answer float32 or float16 (${port.name} is ${type})`);
  }
  return { fixed: height !== null && width !== null ? { width, height } : null, takes, answers };
}

function inputOf(
  name: string,
  fixed: Size | null,
  { size, multipleOf, aspect, range, mean, std }: Description,
): PackOf<'disparity'>['input'] {
  const shortSide = fixed ? Math.min(fixed.width, fixed.height) : size;
  if (shortSide === undefined)
    throw new DepthroomError(
      'bad-input',
      `Expected a size, because ${name} takes images of any: say its short side in pixels (--size).`,
    );
  if (fixed && size !== undefined && size !== shortSide)
    throw new DepthroomError(
      'bad-input',
      `Expected no size or ${shortSide}, because ${name} takes images of ${fixed.width} x ${fixed.height} only, but received ${size}.`,
    );
  // Mean and deviation of colours in 0..255 are those in 0..1, 255 times as large.
  const scale = range === '0..255' ? 255 : 1;
  const scaled = ([r, g, b]: [number, number, number]): [number, number, number] => [
    r / scale,
    g / scale,
    b / scale,
  ];
  return {
    shortSide,
    multipleOf,
    rule: 'minimal',
    ...(aspect === 'keep' ? {} : { keepAspect: false }),
    ...(fixed ? { fixed } : {}),
    mean: scaled(mean),
    std: scaled(std),
  };
}

/** Sizes that a port states; null where one is left open. */
function dimsOf({ type }: ValueInfo): (number | null)[] | null {
  const dims = type?.tensorType?.shape?.dim;
  return dims?.map(({ dimValue }) => (dimValue > 0n ? Number(dimValue) : null)) ?? null;
}

function shown(ports: readonly ValueInfo[]): string {
  const words = ports.map((port) => {
    const dims = dimsOf(port)?.map((side) => side ?? '?');
    return `${port.name} (${dims?.join(' x ') ?? 'of any shape'})`;
  });
  return words.join(', ') || 'nothing';
}

/** Files that a graph keeps weights in. Throws `bad-pack` for one that does not lie beside it. */
function externalFiles(model: ModelProto, name: string): string[] {
  const files = new Set<string>();
  for (const { dataLocation, externalData } of model.graph?.initializer ?? []) {
    if (dataLocation !== EXTERNAL) continue;
    const location = externalData.find(({ key }) => key === 'location')?.value ?? '';
    if (!fileNameSchema.safeParse(location).success)
      throw new DepthroomError(
        'bad-pack',
        `Expected ${name} to keep its weights in a file beside it, but it names "${location.slice(0, 100)}".`,
      );
    files.add(location);
  }
  return [...files].sort();
}

function idOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64);
  return plain.replace(/-+$/, '') || 'pack';
}
