import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { API } from '../../../contract/calls/api.ts';
import { DepthroomError, type Failure } from '../../../contract/errors.ts';
import { createEngine } from '../../../core/host/engine.ts';
import { forkWorker } from '../../../core/host/fork-worker.ts';
import { createHandler } from '../../../core/host/http.ts';
import { RESOURCES, SAMPLE } from '../../paths.ts';
import { mutateBytes, mutateJson } from '../mutate.ts';
import { unpackSchema2 } from '../on-disk.ts';
import { oneOf } from '../seeded.ts';
import type { PrepareKind } from './program.ts';

/** Requests to the handler of an engine: calls with changed inputs, bodies, names, headers and paths. */
export const REQUESTS: PrepareKind = async (folder) => {
  const projectFolder = join(folder, `project-${process.pid}`);
  await unpackSchema2(projectFolder);
  const engine = await createEngine({
    dataFolder: join(folder, 'data'),
    projectFolder,
    resourcesFolder: RESOURCES,
    startWorker: () => forkWorker(),
    libraryPorts: { retryMs: 1, stallMs: 200 },
    report: () => {},
  });
  const handler = createHandler(engine, join(folder, 'no page'));
  const photo = await readFile(SAMPLE);
  return async (random) => {
    const snapshot = await engine.call('snapshot', {});
    if (snapshot.photos.length === 0) await engine.local('importPhoto', { path: SAMPLE, name: 'photo.png' });
    const response = await handler(requestOf(random, inputsOf(snapshot, folder), photo));
    if (response.ok) return void (await response.body?.cancel());
    const text = await response.text();
    const failure = JSON.parse(text) as Failure;
    throw new DepthroomError(failure.code, failure.message);
  };
};

type Inputs = Record<string, unknown>;

/** An input for every call that is as it should be, or nearly. What would work for long or elsewhere on the disk is left out. */
function inputsOf(
  { photos, runs, comparisons, exports }: Awaited<ReturnType<typeof snapshotOf>>,
  folder: string,
): Inputs {
  const [photoId, runId, comparisonId, exportId] = [photos, runs, comparisons, exports].map(
    (rows) => rows[0]?.id ?? 'none',
  );
  const pairing = { photoId, runIds: [runId], alignment: { method: 'affine', space: 'own', fit: 'robust' } };
  return {
    snapshot: {},
    renamePhoto: { photoId, name: 'photo.png' },
    olderRuns: { photoId, beforeRunId: runId },
    starPhotos: { photoIds: [photoId], isStarred: null },
    removePhotos: { photoIds: [photoId] },
    setIntrinsics: { photoId, lens: { fieldOfViewDegrees: 60 } },
    estimate: { photoIds: [photoId], packIds: ['fastdepth'], options: { steps: 1 }, provider: 'auto' },
    cancelRun: { runId },
    retryRun: { runId },
    removeRuns: { runIds: [runId] },
    exportPointCloud: { runId, options: { format: 'ply', size: 'model', near: 1, far: 2 } },
    exportMesh: { runId, options: { format: 'glb', triangles: 100, levels: 1 } },
    exportDepthImage: { runId, options: { format: 'png16', size: 'custom', longEdge: 20 } },
    cancelExport: { exportId },
    removeExport: { exportId },
    listTrash: {},
    restoreTrash: { trashIds: [runId] },
    emptyTrash: { trashIds: [runId] },
    takeInFiles: {},
    compare: { ...pairing, reference: { runId }, range: { minimum: 1, maximum: 9 } },
    arrangeComparison: { comparisonId, view: { a: 1 } },
    removeComparison: { comparisonId },
    measureBox: { ...pairing, reference: null, box: { x: 1, y: 1, width: 5, height: 5 } },
    confirmTruth: {
      truthId: runId,
      convention: { unit: 'metres' },
      calibration: 'cam0=[1 0 1; 0 1 1; 0 0 1]',
    },
    removeTruth: { truthId: runId },
    consensus: { photoId, runIds: [runId, runId] },
    calibrate: { runId, by: { lengths: [{ what: 'depth', at: { x: 1, y: 1 }, metres: 2 }] } },
    writeReport: { comparisonId, format: 'html', options: { colourMap: 'cividis' } },
    importPackFolder: { folder: join(folder, 'no pack'), replace: false },
    startPackUpload: { bytes: 100 },
    finishPackUpload: { uploadId: runId, replace: false },
    cancelPackUpload: { uploadId: runId },
    startDownload: { url: 'http://127.0.0.1:9/pack.json', replace: false },
    pauseDownload: { downloadId: runId },
    resumeDownload: { downloadId: runId },
    cancelDownload: { downloadId: runId },
    removePack: { packId: 'fastdepth' },
    cancelLibraryWork: {},
    openProject: { folder: join(folder, 'nothing'), create: false },
  };
}

const snapshotOf = (engine: Awaited<ReturnType<typeof createEngine>>) => engine.call('snapshot', {});

function requestOf(random: () => number, inputs: Inputs, photo: Buffer): Request {
  const way = random();
  if (way < 0.75) {
    const name = oneOf(random, Object.keys(inputs) as (keyof typeof API)[]);
    const body = JSON.stringify(mutateJson(random, inputs[name])) ?? '';
    const isBroken = random() < 0.05;
    return post(
      `call/${random() < 0.97 ? name : oneOf(random, ['toString', '__proto__', '', `${name}/`, '%E0%A4%A'])}`,
      isBroken ? mutateBytes(random, Buffer.from(body)) : body,
      random() < 0.97 ? 'application/json' : 'text/plain',
    );
  }
  const strange = oneOf(random, [
    '',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '%E0%A4%A',
    'x'.repeat(3000),
    '😀',
    '中'.repeat(200),
    '.',
    '..',
  ]);
  if (way < 0.82) return post(`photos?name=${strange}`, mutateBytes(random, photo));
  if (way < 0.87)
    return post(`truths?name=${strange}&photo=${strange}&calibration=${strange}`, mutateBytes(random, photo));
  if (way < 0.9) return post(`packs/${strange}?file=${strange}`, 'a file');
  const area = oneOf(random, ['files', 'exports', 'events', 'assets', 'nothing', '']);
  const method = oneOf(random, ['GET', 'HEAD', 'DELETE', 'PUT']);
  const range =
    random() < 0.3
      ? { range: oneOf(random, ['bytes=0-', 'bytes=-5', 'bytes=9-1', 'x', 'bytes=0-1,3-4']) }
      : undefined;
  return new Request(`http://depthroom/${area}/${random() < 0.5 ? strange : 'f'.repeat(64)}`, {
    method,
    headers: range,
  });
}

function post(path: string, body: string | Buffer, type = 'application/octet-stream'): Request {
  return new Request(`http://depthroom/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}
