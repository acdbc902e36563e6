import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { benchMeshes } from './bench-meshes.ts';
import { COMMAND_HEADING, commandSection } from './command-line.ts';
import { benchGrowth } from './growth/growth.ts';
import { GROWTH_HEADING } from './growth/growth-report.ts';
import { AROUND_HEADING } from './inference/around-report.ts';
import { INFERENCE_HEADING, replaceSection, sectionOf } from './inference/inference-report.ts';
import { fastestOf, type Measurement } from './measurement.ts';
import { MESH_HEADING, meshReport } from './mesh-report.ts';
import { paretoPlot } from './pareto-plot.ts';
import { openPeers } from './peers.ts';
import { type ExportRow, type PointRow, report } from './report.ts';
import { makeScene, type Scene } from './scene.ts';
import { writeJpeg } from './scene-photo.ts';

/*
 * `npm run bench`: our exports against Open3D, trimesh and the simplifiers, each in a process of its own, on the same maps. Writes
 * docs/benchmarks.md. `npm run bench -- inference` measures the networks instead (inference/inference.ts), `npm run bench -- growth` projects
 * that grow (growth/growth.ts), `npm run bench -- commands` short commands and one photo (command-line.ts), `npm run bench -- meshes` measures the
 * meshes and the commands alone and keeps what stands before them; `npm run bench -- 1 2` takes other megapixels, and then writes nothing.
 */
const root = join(import.meta.dirname, '../..');
const document = join(root, 'docs/benchmarks.md');
const ROUNDS = 5;
const words = process.argv.slice(2);
if (words.includes('growth')) {
  await benchGrowth(root);
  process.exit();
}
if (words.includes('inference')) {
  await import('./inference/inference.ts');
  process.exit();
}
if (words.includes('commands')) {
  const section = await commandSection();
  await writeFile(document, replaceSection(await readFile(document, 'utf8'), section, COMMAND_HEADING));
  console.log(section);
  process.exit();
}
const hasMeshesOnly = words.includes('meshes');
const chosen = words.filter((word) => word !== 'meshes').map(Number);
const sizes = chosen.length > 0 ? chosen : [1, 2, 12, 24];
const folder = await mkdtemp(join(tmpdir(), 'depthroom-bench-'));
const peers = await openPeers(join(root, 'node_modules/.cache'));
const run = promisify(execFile);

try {
  const before = hasMeshesOnly
    ? (await readFile(document, 'utf8')).split(MESH_HEADING)[0].trimEnd()
    : (await benchPoints()).trimEnd();
  const { writes, simplified } = await benchMeshes({ folder, peers, sizes, ours, theirs });
  const made = `${before}\n\n${meshReport(writes, simplified)}`;
  const commands = chosen.length === 0 ? await commandSection() : '';
  // What was measured by another command stays.
  const kept = await readFile(document, 'utf8');
  const sections = { [INFERENCE_HEADING]: sectionOf(kept, INFERENCE_HEADING), [COMMAND_HEADING]: commands };
  const text = Object.entries({ ...sections, [AROUND_HEADING]: sectionOf(kept, AROUND_HEADING) }).reduce(
    (document, [heading, section]) => replaceSection(document, section, heading),
    made,
  );
  console.log(text);
  if (chosen.length === 0) {
    // What was measured of projects that grow stays.
    const growth = (await readFile(document, 'utf8').catch(() => '')).split(GROWTH_HEADING)[1];
    await writeFile(
      document,
      growth === undefined ? text : `${text.trimEnd()}\n\n${GROWTH_HEADING}${growth}`,
    );
    const plot = paretoPlot(simplified.filter(({ megapixels }) => megapixels === 2));
    await writeFile(join(root, 'docs/simplification.svg'), plot);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function benchPoints(): Promise<string> {
  const model = await makeScene(0.4, folder);
  const points: PointRow[] = [];
  const exports: ExportRow[] = [];
  let check = '';
  for (const megapixels of sizes) {
    console.warn(`${megapixels} megapixels ...`);
    const scene = await makeScene(megapixels, folder);
    if (check === '' && peers.versions.trimesh) check = await checkOurs(scene);
    const writers: Record<string, Contestant> = { Depthroom: writeOurs(scene) };
    for (const peer of ['open3d', 'trimesh'] as const) {
      if (peers.versions[peer]) writers[peer] = writeTheirs(peer, scene);
    }
    for (const [tool, measurement] of await compete(writers))
      points.push({ megapixels, tool, ...measurement });

    const jpeg = join(folder, `${megapixels}.jpg`);
    await writeJpeg(scene, jpeg);
    const kinds = {
      'point cloud': exportPhoto('point-cloud', scene, model, jpeg),
      'depth image': exportPhoto('depth-image', scene, model, jpeg),
    };
    for (const [kind, measurement] of await compete(kinds))
      exports.push({ megapixels, kind, ...measurement });
  }
  return report({ points, exports, versions: peers.versions, check, rounds: ROUNDS });
}

type Contestant = (path: string) => Promise<string>;

/** The fastest of some rounds of each. They take turns, so that a busy minute of the machine meets them all. */
async function compete(contestants: Record<string, Contestant>): Promise<[string, Measurement][]> {
  const names = Object.keys(contestants);
  const measurements = new Map<string, Measurement[]>(names.map((name) => [name, []]));
  const path = join(folder, 'written.ply');
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      measurements.get(name)?.push(JSON.parse(await contestants[name](path)));
      await rm(path, { force: true });
      await rm(`${path}.json`, { force: true });
    }
  }
  return [...measurements].map(([name, all]) => [name, fastestOf(all)]);
}

async function ours(script: string, ...words: string[]): Promise<string> {
  return (await run(process.execPath, ['--expose-gc', join(import.meta.dirname, script), ...words])).stdout;
}

async function theirs(script: string, ...words: string[]): Promise<string> {
  const options = { maxBuffer: 1 << 26, timeout: 300_000 };
  return (await run(peers.python, [join(import.meta.dirname, script), ...words], options)).stdout;
}

function writeOurs(scene: Scene): Contestant {
  return (path) => ours('write-points.ts', JSON.stringify(scene), path);
}

function writeTheirs(peer: string, scene: Scene): Contestant {
  return (path) => theirs('write_points.py', peer, JSON.stringify(scene), path);
}

function exportPhoto(kind: string, scene: Scene, model: Scene, jpeg: string): Contestant {
  return (path) => ours('export-photo.ts', kind, JSON.stringify(scene), JSON.stringify(model), jpeg, path);
}

/** Our file, read by trimesh and held against points that NumPy computes. */
async function checkOurs(scene: Scene): Promise<string> {
  const path = join(folder, 'check.ply');
  await ours('write-points.ts', JSON.stringify(scene), path);
  const { points, relativeDistance, sameColours } = JSON.parse(
    await theirs('write_points.py', 'check', JSON.stringify(scene), path),
  );
  await rm(path);
  return `trimesh reads ${points} points from our file of ${scene.megapixels} megapixels, ${sameColours ? 'all colours as in the photo' : 'COLOURS DIFFER'}, farthest from the points that NumPy computes: ${relativeDistance.toExponential(1)} of the depth.`;
}
