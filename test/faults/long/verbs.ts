import { join } from 'node:path';
import type { CallInput } from '../../../contract/calls/api.ts';
import type { Snapshot } from '../../../contract/calls/snapshot.ts';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import { meshOptionsSchema } from '../../../contract/exports/geometry.ts';
import type { Run } from '../../../contract/run.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import type { Engine } from '../../../core/host/engine.ts';
import { oneOf } from '../seeded.ts';
import type { Scene } from './scene.ts';

/** A verb asks for what is there; where it needs something that is not, it has nothing to do. */
export interface Asking {
  engine: Engine;
  scene: Scene;
  snapshot: Snapshot;
  random: () => number;
}

export class NothingToDo extends Error {}

type Verb = (at: Asking) => Promise<unknown>;

function some<Item>({ random }: Asking, items: readonly Item[]): Item {
  if (items.length === 0) throw new NothingToDo();
  return oneOf(random, items);
}

const finished = ({ snapshot }: Asking) => snapshot.runs.filter(({ state }) => state === 'done');

/** Two finished runs of one photo; the first is metric where there is one. */
function pair(at: Asking): [Run, Run] {
  const photo = some(
    at,
    at.snapshot.photos.filter(({ id }) => finished(at).filter(({ photoId }) => photoId === id).length > 1),
  );
  const runs = finished(at).filter(({ photoId }) => photoId === photo.id);
  const first = runs.find(({ result }) => result?.kind === 'metric') ?? runs[0];
  return [
    first,
    some(
      at,
      runs.filter((run) => run !== first),
    ),
  ];
}

const PACKS = ['fastdepth', 'fastdepth', 'zoedepth-starter', 'marigold-starter', 'metricgold-starter'];

async function estimate(at: Asking): Promise<void> {
  const { engine } = at;
  const packId = some(at, PACKS);
  const options: RunOptions = packId.includes('gold') ? { steps: 1, ensemble: 1 } : {};
  const [run] = await engine.call('estimate', {
    photoIds: [some(at, at.snapshot.photos).id],
    packIds: [packId],
    options,
  });
  await engine.local('whenRunEnded', { runId: run.id });
}

/** An export to a place of the person's, often over another one. */
async function exportTo(at: Asking): Promise<void> {
  const { engine, snapshot, scene } = at;
  const run = some(at, finished(at));
  const photo = snapshot.photos.find(({ id }) => id === run.photoId);
  if (!photo) throw new NothingToDo();
  const name = `${photo.name}.${Math.floor(at.random() * 3)}`;
  const ending = some(at, ['npy', 'png', 'glb'] as const);
  const path = join(scene.output, `${name}.${ending}`);
  await engine.local('writeExportTo', { photo, run, overwrite: true, path, request: REQUESTS[ending] });
}

const REQUESTS = {
  npy: { kind: 'npy', of: 'depth', size: 'photo' },
  png: { kind: 'depth-image', options: depthImageOptionsSchema.parse({ format: 'png16' }) },
  glb: { kind: 'mesh', options: meshOptionsSchema.parse({ format: 'glb', triangles: 2000 }) },
} as const;

const remove =
  (
    rows: (snapshot: Snapshot) => readonly { id: string }[],
    ask: (engine: Engine, id: string) => Promise<unknown>,
  ): Verb =>
  (at) =>
    ask(at.engine, some(at, rows(at.snapshot)).id);

/** The verbs that change something. */
export const VERBS = {
  import: (at) => {
    const path = some(at, at.scene.photos);
    return at.engine.local('importPhoto', { path, name: path.slice(path.lastIndexOf('/') + 1) });
  },
  rename: (at) =>
    at.engine.call('renamePhoto', {
      photoId: some(at, at.snapshot.photos).id,
      name: `renamed ${Math.floor(at.random() * 1e6)}.png`,
    }),
  intrinsics: (at) =>
    at.engine.call('setIntrinsics', {
      photoId: some(at, at.snapshot.photos).id,
      lens: { fieldOfViewDegrees: 20 + 80 * at.random() },
    }),
  estimate,
  'depth image': (at) =>
    at.engine.call('exportDepthImage', {
      runId: some(at, finished(at)).id,
      options: { format: some(at, ['png16', 'exr', 'tiff16'] as const) },
    } as CallInput<'exportDepthImage'>),
  points: (at) =>
    at.engine.call('exportPointCloud', { runId: some(at, finished(at)).id, options: { format: 'ply' } }),
  mesh: (at) =>
    at.engine.call('exportMesh', {
      runId: some(at, finished(at)).id,
      options: { format: some(at, ['glb', 'obj'] as const), triangles: 2000 },
    }),
  'export to a place': exportTo,
  truth: (at) => {
    const { id, width, height } = some(at, at.snapshot.photos);
    const name = `${width}x${height}.png`;
    return at.engine.local('importTruth', { photoId: id, path: join(at.scene.truths, name), name });
  },
  'take depth': (at) => {
    const { id, width, height } = some(at, at.snapshot.photos);
    const name = `${width}x${height}.png`;
    return at.engine.local('importMap', { photoId: id, path: join(at.scene.truths, name), name });
  },
  'run from truth': (at) => at.engine.call('runFromTruth', { truthId: some(at, at.snapshot.truths).id }),
  compare: (at) => {
    const [reference, other] = pair(at);
    return at.engine.call('compare', {
      photoId: reference.photoId,
      runIds: [reference.id, other.id],
      reference: { runId: reference.id },
    });
  },
  'compare to truth': (at) => {
    const truth = some(at, at.snapshot.truths);
    const runs = finished(at).filter(({ photoId }) => photoId === truth.photoId);
    return at.engine.call('compare', {
      photoId: truth.photoId,
      runIds: [some(at, runs).id],
      reference: { truthId: truth.id },
    });
  },
  consensus: (at) => {
    const [reference, other] = pair(at);
    return at.engine.call('consensus', {
      photoId: reference.photoId,
      runIds: [reference.id, other.id],
      referenceRunId: reference.id,
    });
  },
  calibrate: (at) => {
    const [reference, other] = pair(at);
    return at.engine.call('calibrate', {
      runId: other.id,
      by: { referenceRunId: reference.id, fit: 'robust' },
    });
  },
  report: (at) =>
    at.engine.call('writeReport', {
      comparisonId: some(at, at.snapshot.comparisons).id,
      format: some(at, ['html', 'contact-sheet'] as const),
    }),
  'remove photo': remove(
    ({ photos }) => (photos.length > 2 ? photos : []),
    (engine, id) => engine.call('removePhotos', { photoIds: [id] }),
  ),
  'remove run': remove(
    ({ runs }) => runs,
    (engine, id) => engine.call('removeRuns', { runIds: [id] }),
  ),
  'remove export': remove(
    ({ exports }) => exports,
    (engine, exportId) => engine.call('removeExport', { exportId }),
  ),
  'remove truth': remove(
    ({ truths }) => truths,
    (engine, truthId) => engine.call('removeTruth', { truthId }),
  ),
  'remove comparison': remove(
    ({ comparisons }) => comparisons,
    (engine, comparisonId) => engine.call('removeComparison', { comparisonId }),
  ),
  restore: async (at) => {
    const entries = (await at.engine.call('listTrash', {})).filter(({ kind }) => kind !== 'unknown-files');
    return at.engine.call('restoreTrash', { trashIds: [some(at, entries).id] });
  },
  'empty trash': async (at) => {
    const entries = (await at.engine.call('listTrash', {})).filter(({ kind }) => kind !== 'unknown-files');
    return at.engine.call('emptyTrash', { trashIds: [some(at, entries).id] });
  },
  'take in files': (at) => at.engine.call('takeInFiles', {}),
  'switch project': (at) =>
    at.engine.call('openProject', {
      folder: some(
        at,
        at.scene.projects.filter((folder) => folder !== at.snapshot.project.folder),
      ),
      create: true,
    }),
  'add pack': (at) => at.engine.call('importPackFolder', { folder: at.scene.pack, replace: true }),
  'remove pack': (at) => {
    const own = at.snapshot.packs.filter(({ isShipped }) => !isShipped);
    return at.engine.call('removePack', { packId: some(at, own).id });
  },
} satisfies Record<string, Verb>;

export type VerbName = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as VerbName[];

/** Verbs after which rows may be gone from their tables, and be in the trash instead. */
export const isRemoval = (name: VerbName) => name.startsWith('remove') && name !== 'remove pack';

/** Performs a verb on what is there now. */
export async function performVerb(
  name: VerbName,
  { engine, scene, random }: Omit<Asking, 'snapshot'>,
): Promise<unknown> {
  const snapshot = await engine.call('snapshot', {});
  return VERBS[name]({ engine, scene, snapshot, random });
}
