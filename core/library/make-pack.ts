import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ParsedInput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { type PackOf, packSchema } from '../../contract/pack.ts';
import { fileNameSchema } from '../../contract/schemas.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { finishPack } from './bind/finish-pack.ts';
import { EXTERNAL, type ModelProto, readModel, type ValueInfo } from './bind/onnx-model.ts';
import { packJson } from './bind/write-pack.ts';
import { bringFiles } from './bring-files.ts';
import type { LibraryHost } from './packs/host.ts';
import type { InstalledPack } from './packs/packs.ts';
import { placePack, refuseTaken } from './packs/place-pack.ts';
import { openStage } from './packs/staging.ts';

type Description = ParsedInput<'makePack'>;
type Input = PackOf<'disparity'>['input'];

/** A protobuf holds no more. */
const LARGEST_GRAPH = 2 ** 31;

/**
 * A pack of a bare ONNX graph with one image going in (1 x 3 x H x W) and one map coming out, as it is described. Throws `bad-pack` for
 * another graph, `bad-input` where something about it must be said, `exists`, `no-space`, `cancelled`.
 */
export async function makePack(
  host: LibraryHost,
  description: Description,
  signal: AbortSignal,
): Promise<InstalledPack> {
  const path = resolve(description.file);
  const name = basename(path);
  const facts = await stat(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${name}`);
  });
  if (!facts.isFile() || facts.size > LARGEST_GRAPH)
    throw new DepthroomError('bad-pack', `Expected an ONNX graph of at most 2 GB at ${path}.`);
  const model = await readModel(await readFile(path), name);
  const input = inputOf(model, name, description);
  const external = externalFiles(model, name);
  const id = description.id ?? idOf(name);
  await refuseTaken(host, id, description.replace);

  const stage = await openStage(await host.usableFolder(), 'import');
  try {
    const beside = await Promise.all(
      external.map(async (file) => ({ from: await realFile(join(dirname(path), file)), file })),
    );
    const wanted = [{ from: await realFile(path), file: 'model.onnx' }, ...beside];
    const hashes = await bringFiles(host, stage.folder, wanted, signal);
    const entryOf = async (file: string) => ({
      file,
      sha256: hashes.get(file) ?? '',
      bytes: (await stat(join(stage.folder, file))).size,
    });
    const pack = packSchema.parse({
      format: 1,
      id,
      system: 'disparity',
      title: description.title ?? name.replace(/\.onnx$/i, ''),
      origin: 'imported',
      licence: description.licence ?? 'not stated',
      source: name,
      depth: {
        kind: description.answer === 'metres' ? 'metric' : description.answer,
        ...(description.near ? { near: description.near } : {}),
      },
      input,
      graphs: {
        model: {
          ...(await entryOf('model.onnx')),
          ...(external.length > 0 ? { external: await Promise.all(external.map(entryOf)) } : {}),
        },
      },
    });
    await writeFile(join(stage.folder, 'pack.json'), packJson(pack));
    await finishPack(host, stage.folder, null, {
      signal,
      report: (stageName) =>
        host.progress({ id: LIBRARY_WORK, stage: stageName, fraction: 1, secondsLeft: null }),
    });
    return await placePack(host, stage.folder, description.replace);
  } finally {
    await stage.discard();
  }
}

function inputOf(model: ModelProto, name: string, description: Description): Input {
  const { initializer = [], input = [], output = [] } = model.graph ?? {};
  // Old graphs list their weights among the inputs.
  const weights = new Set(initializer.map((each) => each.name));
  const images = input.filter((each) => !weights.has(each.name));
  const dims = images.length === 1 ? dimsOf(images[0]) : null;
  if (dims?.length !== 4 || output.length !== 1)
    throw new DepthroomError(
      'bad-pack',
      `Expected ${name} to take one image (N x 3 x H x W) and answer one map, but it takes ${shown(input.filter((each) => !weights.has(each.name)))} and answers ${shown(output)}.`,
    );
  const [batch, channels, height, width] = dims;
  if ((channels !== 3 && channels !== null) || (batch !== 1 && batch !== null))
    throw new DepthroomError(
      'bad-pack',
      `Expected ${name} to take one image of three channels (1 x 3 x H x W), but it takes ${shown(images)}.`,
    );
  if ((height === null) !== (width === null))
    throw new DepthroomError(
      'bad-pack',
      `Expected ${name} to fix both sides of its image or none, but it takes ${shown(images)}.`,
    );
  const fixed = height !== null && width !== null ? { width, height } : null;
  const shortSide = fixed ? Math.min(fixed.width, fixed.height) : description.size;
  if (shortSide === undefined)
    throw new DepthroomError(
      'bad-input',
      `Expected a size, because ${name} takes images of any: say its short side in pixels (--size).`,
    );
  if (fixed && description.size !== undefined && description.size !== shortSide)
    throw new DepthroomError(
      'bad-input',
      `Expected no size or ${shortSide}, because ${name} takes images of ${fixed.width} x ${fixed.height} only, but received ${description.size}.`,
    );
  // Mean and deviation of colours in 0..255 are those in 0..1, 255 times as large.
  const scale = description.range === '0..255' ? 255 : 1;
  const scaled = ([r, g, b]: [number, number, number]): [number, number, number] => [
    r / scale,
    g / scale,
    b / scale,
  ];
  return {
    shortSide,
    multipleOf: description.multipleOf,
    rule: 'minimal',
    ...(description.aspect === 'keep' ? {} : { keepAspect: false }),
    ...(fixed ? { fixed } : {}),
    mean: scaled(description.mean),
    std: scaled(description.std),
  };
}

/** Sizes that a port states; null where one is left open. */
function dimsOf({ type }: ValueInfo): (number | null)[] | null {
  const dims = type?.tensorType?.shape?.dim;
  return dims?.map(({ dimValue }) => (dimValue > 0n ? Number(dimValue) : null)) ?? null;
}

function shown(ports: readonly ValueInfo[]): string {
  const words = ports.map(
    (port) =>
      `${port.name} (${dimsOf(port)
        ?.map((side) => side ?? '?')
        .join(' x ')})`,
  );
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

function realFile(path: string): Promise<string> {
  return realpath(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${basename(path)}`);
  });
}

function idOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\.onnx$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64);
  return plain.replace(/^-+|-+$/g, '') || 'pack';
}
