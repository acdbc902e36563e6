import { DepthroomError } from '../../../contract/errors.ts';
import type { Sink } from '../../disk/write-file.ts';
import { createPacker, packText } from '../../formats/packer.ts';
import type { Companions } from './mesh-files.ts';
import type { MeshJob } from './mesh-job.ts';
import { usdText } from './usd.ts';

/** The image plane lies so much farther than the farthest point. */
const BEHIND_EVERYTHING = 1.02;

/**
 * Writes the text form of USD (metres, y up): the surface, the camera that took the photo, and the photo on a plane behind everything that
 * fills its view. The photo lies beside it under the name of `texture`, what is behind under that of `behind`. Throws `bad-input` where there is none: USD has no vertex colours
 * that programs agree on; `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeUsda(
  { source, built, comments, report }: MeshJob,
  { texture, behind: behindTexture }: Pick<Companions, 'texture' | 'behind'>,
  sink: Sink,
): Promise<void> {
  if (texture === null) {
    throw new DepthroomError(
      'bad-input',
      'USD shows the photo as a texture, but none was asked for: choose jpeg or png, or write GLB.',
    );
  }
  const imagePlane = BEHIND_EVERYTHING * built.facts.depth.maximum;
  const behind = built.behind && behindTexture ? { mesh: built.behind.mesh, texture: behindTexture } : null;
  const facts = { title: comments.join('; '), texture, behind, camera: source.photo, imagePlane };
  const packer = createPacker(sink);
  let packed = 0;
  for (const text of usdText(built.mesh, facts)) {
    await packText(packer, text);
    packed += text.length;
    report(1 - 1 / (1 + packed / 1e7));
  }
  await packer.finish();
}
