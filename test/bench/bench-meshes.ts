import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement } from './measurement.ts';
import type { MeshRow, SimplifyRow } from './mesh-report.ts';
import type { Peers } from './peers.ts';
import { makeScene, type Scene } from './scene.ts';

export interface Bench {
  folder: string;
  peers: Peers;
  sizes: number[];
  /** Runs one of our scripts, or a Python script, in a process of its own and gives what it printed. */
  ours(script: string, ...words: string[]): Promise<string>;
  theirs(script: string, ...words: string[]): Promise<string>;
}

const BUDGET = 200_000;

/** Megapixels up to which a simplifier is run: beyond, Open3D takes many minutes and fast-simplification 10 GB. */
const LARGEST = { depthroom: 1e9, meshoptimizer: 12, 'fast-simplification': 2, open3d: 2 } as const;

/** Whole maps to meshes on disk, and surfaces down to a budget. One round: most of these take long enough to be steady. */
export async function benchMeshes(bench: Bench): Promise<{ writes: MeshRow[]; simplified: SimplifyRow[] }> {
  const { folder, sizes } = bench;
  const writes: MeshRow[] = [];
  const simplified: SimplifyRow[] = [];
  for (const megapixels of sizes) {
    for (const isRough of [false, true]) {
      const scene = await makeScene(megapixels, folder, isRough);
      console.warn(`meshes of ${scene.name} megapixels ...`);
      if (!isRough) writes.push(...(await writeAll(bench, scene)));
      simplified.push(...(await simplifyAll(bench, scene, isRough)));
      await rm(scene.depthPath);
      await rm(scene.rgbPath);
    }
  }
  return { writes, simplified };
}

async function writeAll({ folder, peers, ours, theirs }: Bench, scene: Scene): Promise<MeshRow[]> {
  const json = JSON.stringify(scene);
  const rows: MeshRow[] = [];
  const add = async (tool: string, path: string, work: () => Promise<string>) => {
    const measurement = await attempt(tool, scene, work);
    if (measurement) rows.push({ megapixels: scene.megapixels, tool, ...measurement });
    await rm(path, { force: true });
  };
  const glb = join(folder, 'mesh.glb');
  const ply = join(folder, 'mesh.ply');
  await add('Depthroom, GLB', glb, () => ours('write-mesh.ts', json, glb));
  if (peers.versions.open3d)
    await add('open3d, PLY', ply, () => theirs('meshes.py', 'write', 'open3d', json, ply));
  if (peers.versions.trimesh)
    await add('trimesh, GLB', glb, () => theirs('meshes.py', 'write', 'trimesh', json, glb));
  return rows;
}

async function simplifyAll(
  { folder, peers, ours, theirs }: Bench,
  scene: Scene,
  isRough: boolean,
): Promise<SimplifyRow[]> {
  const json = JSON.stringify(scene);
  const path = join(folder, 'simplified');
  const works: Record<keyof typeof LARGEST, () => Promise<string>> = {
    depthroom: () => ours('simplify-mesh.ts', 'depthroom', json, path, String(BUDGET)),
    meshoptimizer: () => ours('simplify-mesh.ts', 'meshoptimizer', json, path, String(BUDGET)),
    'fast-simplification': () =>
      theirs('meshes.py', 'simplify', 'fast-simplification', json, path, String(BUDGET)),
    open3d: () => theirs('meshes.py', 'simplify', 'open3d', json, path, String(BUDGET)),
  };
  const rows: SimplifyRow[] = [];
  for (const [tool, work] of Object.entries(works) as [keyof typeof LARGEST, () => Promise<string>][]) {
    if (scene.megapixels > LARGEST[tool]) continue;
    if ((tool === 'open3d' || tool === 'fast-simplification') && !peers.versions[tool]) continue;
    const measurement = await attempt(tool, scene, work);
    if (!measurement) continue;
    const distance = peers.versions.open3d
      ? JSON.parse(await theirs('meshes.py', 'measure', 'any', json, path))
      : { triangles: Number.NaN, rms: Number.NaN, p99: Number.NaN, maximum: Number.NaN };
    rows.push({ megapixels: scene.megapixels, isRough, tool, ...measurement, ...distance });
  }
  return rows;
}

/** A contestant that runs out of memory or of five minutes is said and left out. */
async function attempt(
  tool: string,
  scene: Scene,
  work: () => Promise<string>,
): Promise<Measurement | undefined> {
  try {
    return JSON.parse(await work());
  } catch (thrown) {
    console.warn(`${tool} failed at ${scene.name} megapixels: ${String(thrown).split('\n')[0]}`);
    return undefined;
  }
}
