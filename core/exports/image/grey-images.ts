import { encodeGrey, greyScale } from '../../../contract/exports/grey-scale.ts';
import { exifBlock } from '../../formats/tiff/exif-block.ts';
import { EXIF_DIRECTORY, GPS_DIRECTORY } from '../../formats/tiff/read-exif-entries.ts';
import { ascii, opaque, TYPE } from '../../formats/tiff/write-directory.ts';
import { writeTiff } from '../../formats/tiff/write-tiff.ts';
import { grey16Png, type PngChunk, withText } from '../../formats/write-png.ts';
import { withPacketWrapper } from '../../formats/xmp.ts';
import { asciiJson } from '../provenance.ts';
import type { DepthJob, DepthWriter } from './depth-job.ts';
import { factsInFile, pngTexts } from './depth-picture.ts';
import { catalogueMetadata } from './photo-metadata.ts';

/** Keyword, not compressed, no language, no translation (XMP Specification, part 3, §1.1.5). */
const XMP_KEYWORD = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');
/** Tags of TIFF 6.0, XMP and IPTC. */
const DESCRIPTION = 270;
const XMP_TAG = 700;
const IPTC_TAG = 33723;

function encoded({ picture, options }: DepthJob) {
  const { values, meaning } = picture;
  const scale = greyScale(values, meaning.kind, options);
  const { codes, invalid, clipped } = encodeGrey(values, scale, new Uint16Array(values.length));
  const facts = { ...meaning, bitsPerSample: 16, ...scale };
  return { codes, facts, counts: { invalidPixels: invalid, clippedPixels: clipped } };
}

/**
 * 16-bit grey PNG (PNG, third edition, §11.3.3.3) of height x width codes, with the grey scale in a text chunk. Throws `bad-input` where
 * the grey scale does not fit the map (see `greyScale`), `not-found`, `no-permission`, `not-an-image`, `unsupported-format` or `too-large`
 * where the photo's metadata cannot be read, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeGreyPng: DepthWriter = async (job) => {
  const { source, options, picture, sink } = job;
  const { codes, facts, counts } = encoded(job);
  job.stopIfCancelled();
  job.report(0.1);
  const png = await grey16Png(codes, picture.width, picture.height);
  job.report(0.9);
  const texts = pngTexts(source, 'Depth', facts);
  const { exif, xmp } = await catalogueMetadata(source, options);
  const block = exifBlock(exif);
  const chunks: PngChunk[] = [
    ...(block ? [{ type: 'eXIf', data: block }] : []),
    { type: 'iTXt', data: Buffer.concat([XMP_KEYWORD, Buffer.from(withPacketWrapper(xmp), 'utf8')]) },
  ];
  for (const piece of withText(png, texts, chunks)) await sink(piece);
  return { ...facts, ...counts };
};

/**
 * 16-bit grey TIFF (TIFF 6.0, section 4) of height x width codes, with the same facts as JSON in its ImageDescription. Throws `bad-input`
 * where the grey scale does not fit the map (see `greyScale`), `too-large` where the samples take more than 3.75 GiB, `not-found`,
 * `no-permission`, `not-an-image` or `unsupported-format` where the photo's metadata cannot be read, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeGreyTiff: DepthWriter = async (job) => {
  const { source, options, picture, sink, patch } = job;
  const { codes, facts, counts } = encoded(job);
  const { width, height } = picture;
  const { exif, iptc, xmp } = await catalogueMetadata(source, options);
  const directories = [[EXIF_DIRECTORY, exif.exif] as const, [GPS_DIRECTORY, exif.gps] as const];
  await writeTiff(
    sink,
    patch,
    {
      width,
      height,
      sample: 'uint16',
      samplesPerPixel: 1,
      fillRow: (row, out) => out.set(codes.subarray(row * width, (row + 1) * width)),
      entries: [
        // Its own description stands there: what the photo's says is in the XMP.
        ...exif.photo.filter(({ tag }) => tag !== DESCRIPTION),
        ascii(DESCRIPTION, asciiJson(factsInFile(source, picture, facts))),
        opaque(XMP_TAG, Buffer.from(withPacketWrapper(xmp), 'utf8'), TYPE.byte),
        ...(iptc ? [opaque(IPTC_TAG, iptc)] : []),
      ],
      directories: new Map(directories.filter(([, entries]) => entries.length > 0)),
    },
    job.report,
  );
  return { ...facts, ...counts };
};
