import { unitOf } from '../../../contract/depth-kind.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { rgb16Png, withText } from '../../formats/write-png.ts';
import { normalsRow } from '../../geometry/normals.ts';
import type { DepthJob, DepthWriter } from './depth-job.ts';
import { pngTexts } from './depth-picture.ts';
import { NUMBERS_NOT_LIGHT, vectorChannels, writeFactsExr } from './facts-exr.ts';

/** Code of a component of 1; 0 is that of -1. */
const WHITE = 65_535;

/** What the colours mean, for people and programs. */
function factsOf({ options, picture }: DepthJob, counts: { invalidPixels: number }) {
  const y = options.green === 'opengl' ? 'up' : 'down';
  return {
    ...picture.meaning,
    unit: 'unit vectors',
    ofUnit: unitOf(picture.meaning.kind),
    space: 'camera',
    green: options.green,
    axes: `red: x right, green: y ${y}, blue: z towards the camera`,
    formula: 'component = 2 * colour - 1, with colour from 0 to 1, linear',
    invalidValue: 0,
    ...counts,
  };
}

/** Slopes of a relative map would be those of another shape. */
function refuseRelative({ picture }: DepthJob): void {
  if (picture.meaning.kind === 'metric') return;
  throw new DepthroomError(
    'bad-input',
    'Normals need depth in metres, but this map is relative: state near and far.',
  );
}

/**
 * Fills `out` with the colours (0..1, interleaved, 3 * width) of one row: half of the unit normal in the axes of the camera plus a half, x
 * right, y up or down, z towards the camera, so that what faces it is (0.5, 0.5, 1). Answers how many pixels have no depth; they are 0, which
 * no normal is.
 */
function normalColours(
  { values, width, height, camera }: DepthJob['picture'],
  row: number,
  green: 'opengl' | 'directx',
  out: Float32Array,
): number {
  normalsRow(values, width, height, row, camera, out);
  const up = green === 'opengl' ? -0.5 : 0.5;
  let invalid = 0;
  for (let k = 0; k < 3 * width; k += 3) {
    if (Number.isNaN(out[k])) {
      out.fill(0, k, k + 3);
      invalid++;
      continue;
    }
    out[k] = 0.5 + 0.5 * out[k];
    out[k + 1] = 0.5 + up * out[k + 1];
    out[k + 2] = 0.5 - 0.5 * out[k + 2];
  }
  return invalid;
}

/**
 * Normal map as 16-bit RGB PNG (PNG, third edition) of height x width, in the axes of the camera, from depth and intrinsics; what the
 * colours mean stands in a text chunk. Throws `bad-input` for a relative map without near and far, `cancelled`, `no-space`, `no-permission`
 * or `internal` where the sink does.
 */
export const writeNormalPng: DepthWriter = async (job) => {
  refuseRelative(job);
  const { source, options, picture, sink } = job;
  const { width, height } = picture;
  const codes = new Uint16Array(3 * width * height);
  const colours = new Float32Array(3 * width);
  let invalidPixels = 0;
  for (let row = 0, at = 0; row < height; row++) {
    invalidPixels += normalColours(picture, row, options.green, colours);
    for (let k = 0; k < colours.length; k++, at++) codes[at] = Math.round(WHITE * colours[k]);
  }
  job.stopIfCancelled();
  job.report(0.4);
  const png = await rgb16Png(codes, width, height);
  const facts = { ...factsOf(job, { invalidPixels }), bitsPerSample: 16 };
  for (const piece of withText(png, pngTexts(source, 'Normals', facts))) await sink(piece);
  return facts;
};

/**
 * The same colours as `R G B` of float32 in OpenEXR. Throws `bad-input` for a relative map without near and far, `cancelled`, `no-space`,
 * `no-permission` or `internal` where the sink does.
 */
export const writeNormalExr: DepthWriter = async (job) => {
  refuseRelative(job);
  const { options, picture } = job;
  let invalidPixels = 0;
  for (let p = 0; p < picture.values.length; p++) if (Number.isNaN(picture.values[p])) invalidPixels++;
  const channels = vectorChannels(['R', 'G', 'B'], picture.width, (row, out) =>
    normalColours(picture, row, options.green, out),
  );
  const facts = { ...factsOf(job, { invalidPixels }), bitsPerSample: 32 };
  await writeFactsExr(job, { channels, facts, attributes: NUMBERS_NOT_LIGHT });
  return facts;
};
