import { readFile } from 'node:fs/promises';
import { readPlane } from '../../core/project/planes.ts';
import type { Scene } from './scene.ts';

/** A scene's maps in memory, from its description as JSON. */
export async function readScene(
  json: string,
): Promise<{ scene: Scene; depth: Float32Array; rgb: Uint8Array }> {
  const scene: Scene = JSON.parse(json);
  return {
    scene,
    depth: await readPlane(scene.depthPath, scene.width * scene.height),
    rgb: new Uint8Array(await readFile(scene.rgbPath)),
  };
}
