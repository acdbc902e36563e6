import { type MatteEdge, matteEdge, matteShare } from '../../../contract/exports/matte.ts';
import { grey8Png, grey16Png, withText } from '../../formats/write-png.ts';
import type { DepthJob, DepthWriter } from './depth-job.ts';
import { pngTexts } from './depth-picture.ts';
import { writeFactsExr } from './facts-exr.ts';

const WHITE = 65_535;

/** What the file says of its numbers. */
function matteFacts({ picture }: DepthJob, edge: MatteEdge): Record<string, unknown> {
  const { meaning, values } = picture;
  const nearWhite: MatteEdge = { ...edge, polarity: 'near-white' };
  let [whole, invalid] = [0, 0];
  for (let p = 0; p < values.length; p++) {
    if (Number.isNaN(values[p])) invalid++;
    else if (matteShare(values[p], nearWhite) === 1) whole++;
  }
  return {
    matte: true,
    nearerThan: edge.at,
    soft: edge.soft,
    polarity: edge.polarity,
    unit: meaning.unit,
    kind: meaning.kind,
    ...(meaning.stated ? { stated: meaning.stated } : {}),
    nearerPixels: whole,
    invalidPixels: invalid,
  };
}

/**
 * A matte as 16-bit grey PNG (PNG, third edition): 65535 is nearer than the edge, 0 farther or without a depth, height x width of the wanted size
 * (`matteShare`; straight in the share, no gamma). Throws `bad-input` where no pixel is valid, `cancelled`, `no-space`, `no-permission` or
 * `internal` where the sink does.
 */
export const writeMattePng: DepthWriter = async (job) => {
  const { source, options, picture, sink } = job;
  const { values, width, height, meaning } = picture;
  const edge = matteEdge(values, meaning.kind, options);
  const codes = new Uint16Array(values.length);
  for (let p = 0; p < codes.length; p++) codes[p] = Math.round(WHITE * matteShare(values[p], edge));
  job.stopIfCancelled();
  job.report(0.1);
  const png = await grey16Png(codes, width, height);
  job.report(0.9);
  const facts = { ...matteFacts(job, edge), bitsPerSample: 16 };
  for (const piece of withText(png, pngTexts(source, 'Matte', facts))) await sink(piece);
  return facts;
};

/**
 * The same as OpenEXR: one channel `Y` (luminance, as compositing programs read a matte) of float32 0..1. Throws `bad-input` where no pixel is valid,
 * `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeMatteExr: DepthWriter = async (job) => {
  const { options, picture } = job;
  const { values, width, meaning } = picture;
  const edge = matteEdge(values, meaning.kind, options);
  const facts = { ...matteFacts(job, edge), channels: ['Y'] };
  const fillRow = (row: number, out: Float32Array) => {
    for (let x = 0, p = row * width; x < width; x++, p++) out[x] = matteShare(values[p], edge);
  };
  await writeFactsExr(job, { channels: [{ name: 'Y', type: 'float', fillRow }], facts });
  return facts;
};

/**
 * Where a map has no depth, as 8-bit grey PNG (PNG, third edition): 255 there, 0 elsewhere. So it comes back as a mask to be masked out. Throws `bad-input` where the
 * run is not finished, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeMask: DepthWriter = async (job) => {
  const { source, picture, sink } = job;
  const { values, width, height } = picture;
  const codes = new Uint8Array(values.length);
  let invalid = 0;
  for (let p = 0; p < codes.length; p++) {
    if (Number.isFinite(values[p])) continue;
    codes[p] = 255;
    invalid++;
  }
  job.stopIfCancelled();
  job.report(0.1);
  const png = await grey8Png(codes, width, height);
  job.report(0.9);
  const facts = { mask: 'white where there is no depth', invalidPixels: invalid, bitsPerSample: 8 };
  for (const piece of withText(png, pngTexts(source, 'Mask', facts))) await sink(piece);
  return facts;
};
