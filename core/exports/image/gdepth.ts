import sharp from 'sharp';
import { encodeGrey, gdepthFormat, gdepthScale } from '../../../contract/exports/grey-scale.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { iptcSegment } from '../../formats/iptc.ts';
import { withRightIndex } from '../../formats/jpeg-mpf.ts';
import {
  APP1,
  APP13,
  isExif,
  type Jpeg,
  type JpegSegment,
  jpegPieces,
  parseJpeg,
  withSegments,
} from '../../formats/jpeg-segments.ts';
import { standardSegment, withJpegXmp } from '../../formats/jpeg-xmp.ts';
import { exifBlock, withoutPlace } from '../../formats/tiff/exif-block.ts';
import { DEPTHROOM_XMP, withoutPlaceXmp, type XmpProperties } from '../../formats/xmp.ts';
import { decoderInput, fileBytes, type OpenedPhoto, openPhoto, pixelsOf } from '../../photos/open.ts';
import { refuseDamage } from '../../photos/refusal.ts';
import type { DepthWriter } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';
import { asStored } from './orientation.ts';
import { carriedMetadata } from './photo-metadata.ts';

const GDEPTH = { prefix: 'GDepth', uri: 'http://ns.google.com/photos/1.0/depthmap/' };

/**
 * JPEG with the depth in its XMP (developers.google.com/depthmap-metadata: reference, encoding): 8-bit codes, near and far in metres along
 * the optical axis. Of a JPEG the picture data and all other metadata stay as they are, byte for byte; other photos are encoded at quality
 * 95 with their EXIF and profile. `RangeInverse` is linear in 1 / depth, `RangeLinear` in the depth: black is near.
 * Throws `bad-input` where the map is relative, its range empty, or the mapping `log`, `too-large` where the photo's XMP leaves no room,
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read,
 * `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeGDepthJpeg: DepthWriter = async (job) => {
  const { source, options, picture, sink } = job;
  const { values, meaning } = picture;
  const format = gdepthFormat(meaning.kind, options.mapping);
  const scale = gdepthScale(values, meaning.kind, options);
  const { codes, invalid, clipped } = encodeGrey(values, scale, new Uint8Array(values.length));
  const facts = { ...meaning, bitsPerSample: 8, format, ...scale };
  const photo = await openPhoto(source.photoPath, source.photo.name);
  const isKept = photo.format === 'jpeg';
  // The map belongs to the pixels as they are stored; EXIF turns both.
  const turned = asStored(codes, picture, isKept ? photo.orientation : 1);
  const png = await sharp(turned.pixels, {
    raw: { width: turned.width, height: turned.height, channels: 1 },
    limitInputPixels: false,
  })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  job.stopIfCancelled();
  job.report(0.5);

  const jpeg = isKept
    ? keptJpeg(await fileBytes(photo), options.place)
    : await encodedJpeg(photo, options.place);
  const { width, height } = isKept ? photo.metadata : source.photo;
  const small = {
    ...GDEPTH,
    values: {
      Format: format,
      Near: String(scale.nearValue),
      Far: String(scale.farValue),
      Mime: 'image/png',
      Units: 'm',
      MeasureType: 'OpticalAxis',
      ImageWidth: String(width),
      ImageHeight: String(height),
      Software: GENERATOR,
    },
  };
  const large: XmpProperties[] = [
    { ...GDEPTH, values: { Data: png.toString('base64') } },
    {
      ...DEPTHROOM_XMP,
      values: { DepthImage: JSON.stringify(factsInFile(source, picture, facts)) },
    },
  ];
  const written = withJpegXmp(jpeg, {
    small: [small],
    large,
    removed: [GDEPTH.prefix],
    change: isKept && !options.place ? withoutPlaceXmp : undefined,
  });
  const indexed = isKept ? withRightIndex(jpeg, written) : written;
  for (const piece of jpegPieces(indexed)) await sink(piece);
  return {
    ...facts,
    invalidPixels: invalid,
    clippedPixels: clipped,
    storedOrientation: isKept ? photo.orientation : 1,
    isOriginalJpeg: isKept,
  };
};

const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1');

/** The photo's own file; without the place where a person did not ask for it, which changes no length. */
function keptJpeg(file: Buffer, place: boolean): Jpeg {
  const jpeg = parseJpeg(file);
  if (place) return jpeg;
  const segments = jpeg.segments.map((segment) => {
    if (!isExif(segment)) return segment;
    const block = withoutPlace(segment.body.subarray(EXIF_MARK.length));
    return { ...segment, body: Buffer.concat([EXIF_MARK, block]) };
  });
  return { segments: segments.filter(({ body }) => body.length > EXIF_MARK.length), rest: jpeg.rest };
}

/** Another photo as a JPEG, with the metadata that belong to the photo whatever file it is in. */
async function encodedJpeg(photo: OpenedPhoto, place: boolean): Promise<Jpeg> {
  const jpeg = parseJpeg(await encoded(photo));
  const { exif, xmp, iptc } = await carriedMetadata(photo, { place });
  const block = exifBlock(exif);
  const added: JpegSegment[] = [
    ...(block && block.length < LONGEST_EXIF
      ? [{ marker: APP1, body: Buffer.concat([EXIF_MARK, block]) }]
      : []),
    ...(xmp === null ? [] : [standardSegment(xmp)]),
    ...(iptc ? [{ marker: APP13, body: iptcSegment(iptc) }] : []),
  ];
  return withSegments(jpeg, added);
}

/** What a segment has room for, behind its mark. */
const LONGEST_EXIF = 65_500;

async function encoded(photo: OpenedPhoto): Promise<Buffer> {
  const { name } = photo;
  const made = await decoderInput(photo);
  const { input, metadata, options } = made;
  const isRgb = metadata.space === 'srgb' || metadata.space === 'rgb16';
  try {
    const pipeline = isRgb
      ? sharp(input, options)
          .flatten({ background: { r: 128, g: 128, b: 128 } })
          .keepIccProfile()
      : pixelsOf(made);
    return await pipeline.autoOrient().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
  } catch (thrown) {
    throw refuseDamage(name, thrown);
  }
}
