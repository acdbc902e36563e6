import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Measurement, medianOf } from './measurement.ts';
import { openPeers, PEERS } from './peers.ts';
import { type ExportRow, type PointRow, report } from './report.ts';
import { makeScene, type Scene } from './scene.ts';
import { writeJpeg } from './scene-photo.ts';

/*
 * `npm run bench`: our exports against Open3D and trimesh, each in a process of its own, on the same maps. Writes
 * docs/benchmarks.md. `npm run bench -- 1 2` takes other megapixels, and then writes nothing.
 */
const root = join(import.meta.dirname, '../..');
const REPEATS = 3;
const chosen = process.argv.slice(2).map(Number);
const sizes = chosen.length > 0 ? chosen : [1, 2, 12, 24];
const folder = await mkdtemp(join(tmpdir(), 'depthroom-bench-'));
const peers = await openPeers(join(root, 'node_modules/.cache'));
const run = promisify(execFile);

try {
  const model = await makeScene(0.4, folder);
  const points: PointRow[] = [];
  const exports: ExportRow[] = [];
  let check = '';
  for (const megapixels of sizes) {
    console.warn(`${megapixels} megapixels ...`);
    const scene = await makeScene(megapixels, folder);
    points.push({ megapixels, tool: 'Depthroom', ...(await measured(writeOurs(scene))) });
    if (check === '' && peers.versions.trimesh) check = await checkOurs(scene);
    for (const peer of PEERS) {
      if (peers.versions[peer])
        points.push({ megapixels, tool: peer, ...(await measured(writeTheirs(peer, scene))) });
    }
    const jpeg = join(folder, `${megapixels}.jpg`);
    await writeJpeg(scene, jpeg);
    for (const kind of ['point-cloud', 'depth-image'] as const) {
      exports.push({ megapixels, kind, ...(await measured(exportPhoto(kind, scene, model, jpeg))) });
    }
  }
  const text = report({ points, exports, versions: peers.versions, check, repeats: REPEATS });
  console.log(text);
  if (chosen.length === 0) await writeFile(join(root, 'docs/benchmarks.md'), text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

type Contestant = (path: string) => Promise<string>;

/** The median of some runs, each with a file of its own. */
async function measured(contestant: Contestant): Promise<Measurement> {
  const measurements: Measurement[] = [];
  for (let turn = 0; turn < REPEATS; turn++) {
    const path = join(folder, 'written');
    measurements.push(JSON.parse(await contestant(`${path}.ply`)));
    await rm(`${path}.ply`, { force: true });
    await rm(`${path}.ply.json`, { force: true });
  }
  return medianOf(measurements);
}

async function ours(script: string, ...words: string[]): Promise<string> {
  return (await run(process.execPath, [join(import.meta.dirname, script), ...words])).stdout;
}

async function theirs(...words: string[]): Promise<string> {
  return (
    await run(peers.python, [join(import.meta.dirname, 'write_points.py'), ...words], { maxBuffer: 1 << 26 })
  ).stdout;
}

function writeOurs(scene: Scene): Contestant {
  return (path) => ours('write-points.ts', JSON.stringify(scene), path);
}

function writeTheirs(peer: string, scene: Scene): Contestant {
  return (path) => theirs(peer, JSON.stringify(scene), path);
}

function exportPhoto(kind: string, scene: Scene, model: Scene, jpeg: string): Contestant {
  return (path) => ours('export-photo.ts', kind, JSON.stringify(scene), JSON.stringify(model), jpeg, path);
}

/** Our file, read by trimesh and held against points that NumPy computes. */
async function checkOurs(scene: Scene): Promise<string> {
  const path = join(folder, 'check.ply');
  await ours('write-points.ts', JSON.stringify(scene), path);
  const { points, relativeDistance, sameColours } = JSON.parse(
    await theirs('check', JSON.stringify(scene), path),
  );
  await rm(path);
  return `trimesh reads ${points} points from our file of ${scene.megapixels} megapixels, ${sameColours ? 'all colours as in the photo' : 'COLOURS DIFFER'}, farthest from the points that NumPy computes: ${relativeDistance.toExponential(1)} of the depth.`;
}
