import { DepthroomError } from '../../../contract/errors.ts';
import { MOST_USDZ_TRIANGLES } from '../../../contract/exports/limits.ts';
import type { Sink } from '../../disk/write-file.ts';
import { writeZip } from '../../formats/write-zip.ts';
import type { MeshJob } from './mesh-job.ts';
import { photoTexture, pixelTexture } from './photo-texture.ts';
import { usdText } from './usd.ts';

/**
 * Writes USDZ (metres, y up) with surface, photo and camera: a stored archive whose files begin at multiples of 64 bytes, the scene first (OpenUSD, Usdz File Format
 * Specification). A texture is needed: USD has no vertex colours that programs agree on. Throws `bad-input` where no texture is asked for,
 * `too-large` where it has more than 5 million triangles or takes more than 3.75 GiB, `not-found`, `no-permission`, `bad-input`,
 * `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled`, `no-space`, `no-permission` or
 * `internal` where the sink does.
 */
export async function writeUsdz(
  { source, options, built, comments, report }: MeshJob,
  sink: Sink,
): Promise<void> {
  const { mesh } = built;
  if (options.texture === 'none') {
    throw new DepthroomError(
      'bad-input',
      'USDZ shows the photo as a texture, but none was asked for: choose jpeg or png, or write GLB.',
    );
  }
  if (mesh.triangles > MOST_USDZ_TRIANGLES) {
    throw new DepthroomError(
      'too-large',
      `A USDZ can have ${MOST_USDZ_TRIANGLES} triangles here, but this one has ${mesh.triangles}: give it a budget of triangles, or choose GLB.`,
    );
  }
  const picture = await photoTexture(source.photoPath, options.texture);
  const name = options.texture === 'png' ? 'photo.png' : 'photo.jpg';
  const pieces: Uint8Array[] = [];
  const behindName = name.replace('photo', 'behind');
  const behind = built.behind && { mesh: built.behind.mesh, texture: behindName };
  const facts = { title: comments.join('; '), texture: name, behind, camera: source.photo };
  for (const text of usdText(mesh, facts)) pieces.push(Buffer.from(text, 'latin1'));
  report(0.7);
  const files = [
    { name: 'scene.usda', pieces },
    { name, pieces: [picture.bytes] },
  ];
  if (built.behind) {
    const { bytes } = await pixelTexture(built.behind.picture, options.texture);
    files.push({ name: behindName, pieces: [bytes] });
  }
  await writeZip(sink, files, 64);
}
