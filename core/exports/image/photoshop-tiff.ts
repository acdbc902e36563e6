import sharp from 'sharp';
import { DepthroomError } from '../../../contract/errors.ts';
import { encodeGrey, greyScale } from '../../../contract/exports/grey-scale.ts';
import { EXIF_DIRECTORY, GPS_DIRECTORY } from '../../formats/tiff/read-exif-entries.ts';
import { opaque, TYPE } from '../../formats/tiff/write-directory.ts';
import { writeTiff } from '../../formats/tiff/write-tiff.ts';
import { DEPTHROOM_XMP, withPacketWrapper, withXmpProperties } from '../../formats/xmp.ts';
import { decoderInput, type OpenedPhoto, openPhoto, pixelsOf } from '../../photos/open.ts';
import { refuseDamage } from '../../photos/refusal.ts';
import type { DepthWriter } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';
import { carriedMetadata } from './photo-metadata.ts';

const XMP_TAG = 700;
const IPTC_TAG = 33723;
const PROFILE_TAG = 34675;

/**
 * The photo at full size, height x width in pixels, as 16-bit RGB with the depth as a fourth channel, which Photoshop opens as an alpha
 * channel (tagged as unspecified, TIFF 6.0, ExtraSamples, so that it is no transparency). Numbers, profile, EXIF and XMP of the photo are
 * kept; it lies upright. Facts are in its XMP.
 * Throws `bad-input` where the grey scale does not fit the map, `too-large` where the samples take more than 3.75 GiB, `internal` where the
 * photo decodes to another size, `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the
 * photo cannot be read, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writePhotoshopTiff: DepthWriter = async (job) => {
  const { source, options, picture, sink, patch } = job;
  const { values, meaning, width, height } = picture;
  const scale = greyScale(values, meaning.kind, options);
  const { codes, invalid, clipped } = encodeGrey(values, scale, new Uint16Array(values.length));
  const facts = { ...meaning, bitsPerSample: 16, channel: 'alpha', ...scale };
  const photo = await openPhoto(source.photoPath, source.photo.name);
  const { samples, perCode, profile } = await samplesOf(photo, width, height);
  job.stopIfCancelled();
  job.report(0.3);

  const carried = await carriedMetadata(photo, options);
  const xmp = withXmpProperties(carried.xmp, [
    {
      ...DEPTHROOM_XMP,
      values: { DepthImage: JSON.stringify(factsInFile(source, picture, facts)) },
    },
  ]);
  const entries = carried.exif;
  await writeTiff(
    sink,
    patch,
    {
      width,
      height,
      sample: 'uint16',
      samplesPerPixel: 4,
      fillRow(row, out) {
        for (let x = 0, p = row * width, from = 3 * p, to = 0; x < width; x++, p++, from += 3, to += 4) {
          out[to] = samples[from] * perCode;
          out[to + 1] = samples[from + 1] * perCode;
          out[to + 2] = samples[from + 2] * perCode;
          out[to + 3] = codes[p];
        }
      },
      entries: [
        ...entries.photo,
        ...(carried.iptc ? [opaque(IPTC_TAG, carried.iptc)] : []),
        opaque(XMP_TAG, Buffer.from(withPacketWrapper(xmp), 'utf8'), TYPE.byte),
        ...(profile ? [opaque(PROFILE_TAG, profile)] : []),
      ],
      directories: new Map(
        [[EXIF_DIRECTORY, entries.exif] as const, [GPS_DIRECTORY, entries.gps] as const].filter(
          ([, directory]) => directory.length > 0,
        ),
      ),
    },
    (share) => job.report(0.3 + 0.7 * share),
  );
  return {
    ...facts,
    invalidPixels: invalid,
    clippedPixels: clipped,
    colours: profile ? 'in the profile of the photo' : 'sRGB',
  };
};

/** Upright interleaved RGB: the numbers of the file where its profile is one of RGB or it has none, else sRGB. */
async function samplesOf(
  photo: OpenedPhoto,
  width: number,
  height: number,
): Promise<{ samples: Uint8Array | Uint16Array; perCode: number; profile: Buffer | null }> {
  const made = await decoderInput(photo);
  const { metadata, input, options } = made;
  const isDeep = metadata.depth === 'ushort';
  const isRgb = metadata.space === 'srgb' || metadata.space === 'rgb16';
  const hasRgbProfile = metadata.icc?.toString('latin1', 16, 20) === 'RGB ';
  const isKept = isRgb && (hasRgbProfile || !metadata.icc);
  const isWide = isKept && isDeep;
  try {
    const pipeline = isKept
      ? sharp(input, { ...options, ignoreIcc: true })
          .flatten({ background: { r: 128, g: 128, b: 128 } })
          .toColourspace(isWide ? 'rgb16' : 'srgb')
      : pixelsOf(made);
    const { data, info } = await pipeline
      .autoOrient()
      .raw({ depth: isWide ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.width !== width || info.height !== height || info.channels !== 3) {
      throw new DepthroomError(
        'internal',
        `Expected ${width} x ${height} pixels of three samples, but the photo gave ${info.width} x ${info.height} of ${info.channels}.`,
      );
    }
    const samples = isWide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    const profile = isKept && metadata.icc ? metadata.icc : null;
    return { samples, perCode: isWide ? 1 : 257, profile };
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseDamage(photo.name, thrown);
  }
}
