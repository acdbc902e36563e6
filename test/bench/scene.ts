import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePlane } from '../../core/planes.ts';

/** A depth map with colours on disk, as every contestant reads it. */
export interface Scene {
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

/** A room of four metres with a ball in it, seen with 60 degrees across, 3:2, coloured with a grained gradient. */
export async function makeScene(megapixels: number, folder: string): Promise<Scene> {
  const height = Math.round(Math.sqrt((megapixels * 1e6) / 1.5));
  const width = Math.round((megapixels * 1e6) / height);
  const focal = width / 2 / Math.tan(Math.PI / 6);
  const camera = { fx: focal, fy: focal, cx: width / 2, cy: height / 2 };
  const depth = new Float32Array(width * height);
  const rgb = new Uint8Array(3 * width * height);
  for (let v = 0, p = 0; v < height; v++) {
    const y = (v + 0.5 - camera.cy) / camera.fy;
    for (let u = 0; u < width; u++, p++) {
      depth[p] = roomDepth((u + 0.5 - camera.cx) / camera.fx, y);
      const grain = (Math.imul(p, 2654435761) >>> 27) & 15;
      rgb[3 * p] = ((200 * u) / width + grain) | 0;
      rgb[3 * p + 1] = ((200 * v) / height + grain) | 0;
      rgb[3 * p + 2] = 40 * depth[p] + grain;
    }
  }
  const depthPath = join(folder, `${megapixels}.depth.f32`);
  const rgbPath = join(folder, `${megapixels}.rgb`);
  await writePlane(depthPath, depth);
  await writeFile(rgbPath, rgb);
  return { megapixels, width, height, ...camera, depthPath, rgbPath };
}

/** Depth along the ray (x, y, 1): walls at x = -2 and 2, floor and ceiling at y = 1.5 and -1, back wall at z = 5, a ball. */
function roomDepth(x: number, y: number): number {
  const walls = Math.min(5, 2 / Math.abs(x), (y > 0 ? 1.5 : 1) / Math.abs(y));
  // |t (x, y, 1) - c|^2 = r^2 with c = (0.4, 0.6, 3) and r = 0.8.
  const a = x * x + y * y + 1;
  const b = 0.4 * x + 0.6 * y + 3;
  const root = b * b - a * (0.16 + 0.36 + 9 - 0.64);
  return root < 0 ? walls : Math.min(walls, (b - Math.sqrt(root)) / a);
}
