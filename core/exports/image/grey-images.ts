import { encodeGrey, greyScale } from '../../../contract/exports/grey-scale.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { ascii } from '../../formats/tiff/write-directory.ts';
import { writeTiff } from '../../formats/tiff/write-tiff.ts';
import { grey16Png, withText } from '../../formats/write-png.ts';
import { asciiJson, plainLine, provenanceLines, provenanceOf } from '../provenance.ts';
import type { DepthJob, DepthWriter } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';

/** Keyword of the PNG text that holds the grey scale as JSON. */
const SCALE_KEYWORD = 'Depthroom';

function encoded({ picture, options }: DepthJob) {
  const { values, meaning } = picture;
  const scale = greyScale(values, meaning.kind, options);
  const { codes, invalid, clipped } = encodeGrey(values, scale, new Uint16Array(values.length));
  const facts = { ...meaning, bitsPerSample: 16, ...scale };
  return { codes, facts, counts: { invalidPixels: invalid, clippedPixels: clipped } };
}

/**
 * 16-bit grey PNG (PNG, third edition, §11.3.3.3) of height x width codes, with the grey scale in a text chunk. Throws `bad-input` where
 * the grey scale does not fit the map (see `greyScale`), `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeGreyPng: DepthWriter = async (job) => {
  const { source, picture, sink } = job;
  const { codes, facts, counts } = encoded(job);
  job.stopIfCancelled();
  job.report(0.1);
  const png = await grey16Png(codes, picture.width, picture.height);
  job.report(0.9);
  const texts = {
    Title: plainLine(`Depth of ${source.photo.name}`),
    Software: GENERATOR,
    Comment: provenanceLines(provenanceOf(source)).join('; '),
    [SCALE_KEYWORD]: asciiJson(facts),
  };
  for (const piece of withText(png, texts)) await sink(piece);
  return { ...facts, ...counts };
};

/**
 * 16-bit grey TIFF (TIFF 6.0, section 4) of height x width codes, with the same facts as JSON in its ImageDescription. Throws `bad-input`
 * where the grey scale does not fit the map (see `greyScale`), `too-large` where the samples take more than 3.75 GiB, `cancelled`,
 * `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeGreyTiff: DepthWriter = async (job) => {
  const { source, picture, sink, patch } = job;
  const { codes, facts, counts } = encoded(job);
  const { width, height } = picture;
  await writeTiff(
    sink,
    patch,
    {
      width,
      height,
      sample: 'uint16',
      samplesPerPixel: 1,
      fillRow: (row, out) => out.set(codes.subarray(row * width, (row + 1) * width)),
      entries: [ascii(270, asciiJson(factsInFile(source, picture, facts)))],
    },
    job.report,
  );
  return { ...facts, ...counts };
};
