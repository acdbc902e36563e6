import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { depthImageFormats, depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from '../../contract/exports/geometry.ts';
import { meshFormats, pointCloudFormats } from '../../contract/exports/geometry-formats.ts';
import { PRESET_NAMES, PRESETS } from '../../contract/exports/presets.ts';
import { writeDepthImage } from '../../core/exports/image/depth-image.ts';
import { writeMesh } from '../../core/exports/mesh/write-mesh.ts';
import { writePointCloud } from '../../core/exports/points/point-cloud.ts';
import { writeNpy } from '../../core/formats/write-npy.ts';
import { room, sceneCamera, sceneDepth } from '../fixtures/scenes.ts';
import { writeSource } from '../fixtures/write-source.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const SAMPLES = join(ROOT, 'resources/samples');

/** Pixels of the room. */
const [WIDTH, HEIGHT] = [600, 400];
/** So that a whole photo is imported in seconds by every program; presets that ask for fewer keep theirs. */
const MOST_TRIANGLES = 200_000;

/** Writes the room of known depth for every preset, as `room/<preset>.<extension>`, with its depth as `room/truth.npy`. */
export async function makeRoom(folder: string): Promise<void> {
  const at = join(folder, 'room');
  await mkdir(at, { recursive: true });
  const camera = sceneCamera(WIDTH, HEIGHT);
  const depth = sceneDepth(room, camera);
  const rgb = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let p = 0; p < WIDTH * HEIGHT; p++) rgb.set([p % 256, Math.floor(p / WIDTH) % 256, 120], 3 * p);
  await writeNpy(join(at, 'truth.npy'), depth.values, [HEIGHT, WIDTH], { overwrite: true });
  await writeFile(join(at, 'camera.json'), JSON.stringify(camera));
  const photo = { width: WIDTH, height: HEIGHT, rgb };
  const source = await writeSource(at, { depth, photo, intrinsics: camera });
  const writing = { overwrite: true };
  for (const name of PRESET_NAMES) {
    const { kind, options } = PRESETS[name];
    const path = (extension: string) => join(at, `${name}.${extension}`);
    if (kind === 'depth-image') {
      const parsed = depthImageOptionsSchema.parse(options);
      await writeDepthImage(source, parsed, path(depthImageFormats[parsed.format].extension), writing);
    } else if (kind === 'mesh') {
      const parsed = meshOptionsSchema.parse(options);
      await writeMesh(source, parsed, path(meshFormats[parsed.format].extension), writing);
    } else {
      const parsed = pointCloudOptionsSchema.parse(options);
      await writePointCloud(source, parsed, path(pointCloudFormats[parsed.format].extension), writing);
    }
  }
}

/** Writes the sample photos through FastDepth for every preset of a mesh, as `<preset>/<photo>.fastdepth.<extension>`, by the command line. */
export async function makeSamples(folder: string): Promise<void> {
  const photos = (await readdir(SAMPLES)).filter((name) => /\.(jpg|png)$/.test(name));
  for (const name of PRESET_NAMES) {
    const { kind, options } = PRESETS[name];
    if (kind !== 'mesh') continue;
    const few = 'triangles' in options && options.triangles <= MOST_TRIANGLES;
    await run(
      process.execPath,
      [
        join(ROOT, 'cli/depthroom.mjs'),
        ...['--project', join(folder, 'project'), 'export', ...photos.map((photo) => join(SAMPLES, photo))],
        ...['--pack', 'fastdepth', '--preset', name, '-o', `${join(folder, name)}/`],
        ...(few ? [] : ['--triangles', String(MOST_TRIANGLES)]),
      ],
      { env: { ...process.env, DEPTHROOM_HOME: join(folder, 'home') }, maxBuffer: 1 << 24 },
    );
  }
}
