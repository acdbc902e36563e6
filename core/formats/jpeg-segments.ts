import { DepthroomError } from '../../contract/errors.ts';

/** One marker segment before the picture data of a JPEG: `body` is what follows its two bytes of length. */
export interface JpegSegment {
  marker: number;
  body: Buffer;
}

/** A JPEG taken apart: its metadata, and everything else as bytes. */
export interface Jpeg {
  segments: JpegSegment[];
  /** From the first marker that is no segment of metadata on: tables, frame, scans, and whatever follows. */
  rest: Buffer;
}

const START_OF_IMAGE = 0xd8;
const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP13 = 0xed;
const APP15 = 0xef;
const COMMENT = 0xfe;
const LONGEST_BODY = 65_533;

/**
 * Takes the application and comment segments off the front of a JPEG (ITU-T T.81, §B.1.1, B.2.4.6). Throws `bad-input` where a segment is
 * broken or cut off.
 */
export function parseJpeg(file: Buffer): Jpeg {
  if (file[0] !== 0xff || file[1] !== START_OF_IMAGE) throw broken();
  const segments: JpegSegment[] = [];
  let at = 2;
  for (;;) {
    if (at + 4 > file.length || file[at] !== 0xff) throw broken();
    const marker = file[at + 1];
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if ((marker < APP0 || marker > APP15) && marker !== COMMENT) return { segments, rest: file.subarray(at) };
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end < at + 4 || end > file.length) throw broken();
    segments.push({ marker, body: file.subarray(at + 4, end) });
    at = end;
  }
}

/**
 * The pieces of the file again (ITU-T T.81, §B.1.1); everything behind the segments is what it was, byte for byte. Throws `internal` where
 * a segment's body is longer than 65533 bytes.
 */
export function jpegPieces({ segments, rest }: Jpeg): Buffer[] {
  const pieces: Buffer[] = [Buffer.from([0xff, START_OF_IMAGE])];
  for (const { marker, body } of segments) {
    if (body.length > LONGEST_BODY) {
      throw new DepthroomError(
        'internal',
        `A JPEG segment holds ${LONGEST_BODY} bytes, but received ${body.length}.`,
      );
    }
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    pieces.push(head, body);
  }
  pieces.push(rest);
  return pieces;
}

/** Whether a segment is the EXIF block. */
export function isExif({ marker, body }: JpegSegment): boolean {
  return marker === APP1 && body.toString('latin1', 0, 4) === 'Exif';
}

/**
 * Puts segments where XMP belongs (Adobe XMP Specification, part 3, §1.1.3): after JFIF and EXIF, which ask to come first, and before
 * everything else.
 */
export function withSegments(jpeg: Jpeg, added: readonly JpegSegment[]): Jpeg {
  const isFirst = (segment: JpegSegment) => segment.marker === APP0 || isExif(segment);
  let at = 0;
  while (at < jpeg.segments.length && isFirst(jpeg.segments[at])) at++;
  return {
    segments: [...jpeg.segments.slice(0, at), ...added, ...jpeg.segments.slice(at)],
    rest: jpeg.rest,
  };
}

function broken(): DepthroomError {
  return new DepthroomError(
    'bad-input',
    'The photo is no whole JPEG: copy it again from where it came from.',
  );
}
