import { DepthroomError } from '../../../contract/errors.ts';
import { MOST_DISPLACEMENT_QUADS } from '../../../contract/exports/limits.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';
import type { Patch, Sink } from '../../disk/write-file.ts';
import { writeZip } from '../../formats/write-zip.ts';
import { displacementWithoutMetres } from '../contradictions.ts';
import { plainLine, provenanceLines, provenanceOf } from '../provenance.ts';
import type { DepthWriter } from './depth-job.ts';
import type { DepthPicture } from './depth-picture.ts';
import { NUMBERS_NOT_LIGHT, writeFactsExr } from './facts-exr.ts';

/** A plane that fills the view at the farthest depth of a map, or of all frames of a sequence; metres, y up, facing +z, the camera at (0, 0, `distance`). */
interface Plane {
  distance: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  columns: number;
  rows: number;
}

/**
 * ZIP of `plane.obj`, a subdivided plane whose texture coordinates span the picture, and `displacement.exr`: `Y` as float32 of height x
 * width, how many metres each point comes forward from the plane, which lies at the farthest depth. Midlevel 0, strength 1, one unit is one metre;
 * pixels without a depth stay on the plane. A plane is moved straight forward, so that what is near is as wide as it was at the plane: a
 * mesh (GLB, OBJ) has the shape of the place, this can be sculpted.
 * Throws `bad-input` where no pixel is valid or a relative map has no near and far, `too-large` where the archive takes more than 3.75 GiB,
 * `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeDisplacement: DepthWriter = async ({ source, picture, sink, report, stopIfCancelled }) => {
  const { values, width, meaning } = picture;
  if (meaning.kind !== 'metric') throw displacementWithoutMetres();
  const { minimum, maximum, invalid } = finiteRange(values);
  if (invalid === values.length)
    throw new DepthroomError('bad-input', 'This depth map has no valid pixel to write.');
  // A plane that is moved by the pictures of many frames is one plane.
  const farthest = source.frame?.farthest ?? maximum;
  const plane = planeOf(picture, farthest);
  const facts = {
    ...meaning,
    bitsPerSample: 32,
    displacement: 'metres towards the camera from the plane',
    midlevel: 0,
    strength: 1,
    metresPerUnit: 1,
    smallest: Math.fround(farthest - maximum),
    largest: Math.fround(farthest - minimum),
    invalidPixels: invalid,
    plane: {
      width: plane.right - plane.left,
      height: plane.top - plane.bottom,
      columns: plane.columns,
      rows: plane.rows,
      axes: 'x right, y up, z towards the camera',
      camera: [0, 0, plane.distance],
    },
  };
  const lines = provenanceLines(provenanceOf(source));
  const exr = await inMemory((to, patch) =>
    writeFactsExr(
      { source, picture, sink: to, patch, report: (share) => report(0.7 * share) },
      {
        channels: [
          {
            name: 'Y',
            type: 'float',
            fillRow: (row, out) => fillForward(values, row * width, farthest, out),
          },
        ],
        facts,
        attributes: NUMBERS_NOT_LIGHT,
      },
    ),
  );
  stopIfCancelled();
  const text = (words: string) => [Buffer.from(words, 'ascii')];
  await writeZip(sink, [
    { name: 'plane.obj', pieces: text(planeText(plane, lines)) },
    { name: 'displacement.exr', pieces: exr },
    { name: 'readme.txt', pieces: text(readme(facts)) },
  ]);
  return facts;
};

function planeOf({ width, height, camera }: DepthPicture, distance: number): Plane {
  const { fx, fy, cx, cy } = camera;
  const perQuad = Math.max(1, Math.max(width, height) / MOST_DISPLACEMENT_QUADS);
  return {
    distance,
    left: (-cx / fx) * distance,
    right: ((width - cx) / fx) * distance,
    top: (cy / fy) * distance,
    bottom: (-(height - cy) / fy) * distance,
    columns: Math.max(1, Math.round(width / perQuad)),
    rows: Math.max(1, Math.round(height / perQuad)),
  };
}

/** How far pixels come forward in metres, from value `start` of the plane on. */
function fillForward(values: Float32Array, start: number, farthest: number, out: Float32Array): void {
  for (let x = 0; x < out.length; x++) {
    const value = values[start + x];
    out[x] = Number.isNaN(value) ? 0 : farthest - value;
  }
}

/** The plane as Wavefront OBJ: rows from the top, quads that face +z. */
function planeText({ left, right, top, bottom, columns, rows }: Plane, comments: readonly string[]): string {
  const lines = comments.map((line) => `# ${plainLine(line)}`);
  lines.push('# plane for displacement.exr: midlevel 0, strength 1, 1 unit = 1 metre', 'o plane');
  for (let j = 0; j <= rows; j++) {
    const v = j / rows;
    const y = (top + v * (bottom - top)).toPrecision(9);
    for (let i = 0; i <= columns; i++)
      lines.push(`v ${(left + (i / columns) * (right - left)).toPrecision(9)} ${y} 0`);
  }
  for (let j = 0; j <= rows; j++)
    for (let i = 0; i <= columns; i++)
      lines.push(`vt ${(i / columns).toFixed(7)} ${(1 - j / rows).toFixed(7)}`);
  lines.push('vn 0 0 1');
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const corner = j * (columns + 1) + i + 1;
      const below = corner + columns + 1;
      const quad = [corner, below, below + 1, corner + 1].map((each) => `${each}/${each}/1`);
      lines.push(`f ${quad.join(' ')}`);
    }
  return `${lines.join('\n')}\n`;
}

function readme({ smallest, largest }: { smallest: number; largest: number }): string {
  return [
    'plane.obj lies at the farthest depth; 1 unit = 1 metre, y up, facing +z.',
    `displacement.exr says how many metres each point comes forward: ${Number(smallest.toPrecision(6))} to ${largest.toPrecision(6)}.`,
    'Blender: import plane.obj, add a Displace modifier, texture: displacement.exr (Non-Color),',
    'coordinates: UV, direction: Normal, midlevel 0, strength 1.',
    '',
  ].join('\n');
}

/** What a writer gives to its sink, as pieces. */
async function inMemory(write: (sink: Sink, patch: Patch) => Promise<void>): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  const starts: number[] = [];
  let length = 0;
  await write(
    async (bytes) => {
      starts.push(length);
      pieces.push(bytes);
      length += bytes.length;
    },
    async (position, bytes) => {
      // A table that was given in one piece.
      const index = starts.findIndex(
        (start, k) => start <= position && position + bytes.length <= start + pieces[k].length,
      );
      const piece = Uint8Array.from(pieces[index]);
      piece.set(bytes, position - starts[index]);
      pieces[index] = piece;
    },
  );
  return pieces;
}
