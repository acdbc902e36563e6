import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePlane } from '../../core/project/planes.ts';
import { room } from '../fixtures/scenes.ts';

/** A depth map with colours on disk, as every contestant reads it. */
export interface Scene {
  name: string;
  megapixels: number;
  width: number;
  height: number;
  fx: number;
  fy: number;
  cx: number;
  cy: number;
  /** Raw little-endian Float32, planar metres. */
  depthPath: string;
  /** Interleaved 8-bit sRGB. */
  rgbPath: string;
}

/**
 * A room of four metres with a ball in it, seen with 60 degrees across, 3:2, coloured with a grained gradient. `rough` lays a relief on
 * everything, as networks see plaster, cloth and leaves: waves of 0.2 % and 0.05 % of the depth, and 0.005 % of noise.
 */
export async function makeScene(megapixels: number, folder: string, isRough = false): Promise<Scene> {
  const height = Math.round(Math.sqrt((megapixels * 1e6) / 1.5));
  const width = Math.round((megapixels * 1e6) / height);
  const focal = width / 2 / Math.tan(Math.PI / 6);
  const camera = { fx: focal, fy: focal, cx: width / 2, cy: height / 2 };
  const depth = new Float32Array(width * height);
  const rgb = new Uint8Array(3 * width * height);
  for (let v = 0, p = 0; v < height; v++) {
    const y = (v + 0.5 - camera.cy) / camera.fy;
    for (let u = 0; u < width; u++, p++) {
      depth[p] = room.depthAlong((u + 0.5 - camera.cx) / camera.fx, y);
      if (isRough) depth[p] *= roughness((300 * u) / width, (300 * v) / height, p);
      const grain = (Math.imul(p, 2654435761) >>> 27) & 15;
      rgb[3 * p] = ((200 * u) / width + grain) | 0;
      rgb[3 * p + 1] = ((200 * v) / height + grain) | 0;
      rgb[3 * p + 2] = 40 * depth[p] + grain;
    }
  }
  const name = `${isRough ? 'rough ' : ''}${megapixels}`;
  const depthPath = join(folder, `${name}.depth.f32`);
  const rgbPath = join(folder, `${name}.rgb`);
  await writePlane(depthPath, depth);
  await writeFile(rgbPath, rgb);
  return { name, megapixels, width, height, ...camera, depthPath, rgbPath };
}

/** A factor close to 1. */
function roughness(x: number, y: number, p: number): number {
  const noise = ((Math.imul(p + 1, 2654435761) >>> 8) & 0xffff) / 0xffff - 0.5;
  return 1 + 0.002 * Math.sin(x) * Math.cos(1.3 * y) + 0.0005 * Math.sin(5.1 * x + 3.7 * y) + 0.0001 * noise;
}
