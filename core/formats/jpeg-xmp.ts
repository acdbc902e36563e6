import { createHash } from 'node:crypto';
import { DepthroomError } from '../../contract/errors.ts';
import { APP1, type Jpeg, type JpegSegment, withSegments } from './jpeg-segments.ts';
import { withPacketWrapper, withXmpProperties, type XmpProperties, xmpProperty, xmpSubject } from './xmp.ts';

/*
 * XMP in JPEG: Adobe XMP Specification, part 3 "Storage in Files", §1.1.3. A standard packet of at most 65,502 bytes in one
 * APP1; what is longer goes into an extended packet without a frame, in portions, each with the MD5 of the
 * whole as its name, its length and the portion's place; the standard packet names that MD5 in xmpNote:HasExtendedXMP.
 */
const STANDARD = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const EXTENDED = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1');
const LONGEST_STANDARD = 65_502;
const LONGEST_PORTION = 65_458;
const GUID_LENGTH = 32;
const NOTE = { prefix: 'xmpNote', uri: 'http://ns.adobe.com/xmp/note/' };

export interface JpegXmp {
  /** Properties that stay in the standard packet. */
  small: readonly XmpProperties[];
  /** Those that go with them where all of it fits, else into the extension. */
  large: readonly XmpProperties[];
  /** Prefixes of namespaces whose earlier properties are dropped. */
  removed: readonly string[];
  /** What else happens to the packet that was there. */
  change?: (packet: string) => string;
}

/**
 * A JPEG with further XMP (Adobe XMP Specification, part 3, §1.1.3). What was there is kept, but for properties of the same names and of
 * the namespaces `removed`. Throws `too-large` where the standard packet would need more than 65502 bytes.
 */
export function withJpegXmp(jpeg: Jpeg, { small, large, removed, change }: JpegXmp): Jpeg {
  const { standard, extended, others } = takeXmp(jpeg);
  const packet = standard !== null && change ? change(standard) : standard;
  if (extended === null) {
    const whole = withPacketWrapper(
      withXmpProperties(packet, [...small, ...large], [...removed, NOTE.prefix]),
    );
    if (Buffer.byteLength(whole) <= LONGEST_STANDARD) return withSegments(others, [standardSegment(whole)]);
  }
  const subject = xmpSubject(packet ?? '') ?? '';
  const extension = Buffer.from(withXmpProperties(extended, large, removed, subject), 'utf8');
  const guid = createHash('md5').update(extension).digest('hex').toUpperCase();
  const note = { ...NOTE, values: { HasExtendedXMP: guid } };
  const prefixes = large.map(({ prefix }) => prefix);
  const main = withPacketWrapper(withXmpProperties(packet, [...small, note], [...removed, ...prefixes]));
  const length = Buffer.byteLength(main);
  if (length > LONGEST_STANDARD) {
    throw new DepthroomError(
      'too-large',
      `The XMP of this photo leaves no room for more: a JPEG takes ${LONGEST_STANDARD} bytes, and ${length} would be needed. Remove edits from its XMP, or export PNG or OpenEXR.`,
    );
  }
  return withSegments(others, [standardSegment(main), ...extensionSegments(extension, guid)]);
}

/** A packet as the segment of its own that a JPEG has for it. */
export function standardSegment(packet: string): JpegSegment {
  return { marker: APP1, body: Buffer.concat([STANDARD, Buffer.from(packet, 'utf8')]) };
}

function extensionSegments(extension: Buffer, guid: string): JpegSegment[] {
  const segments: JpegSegment[] = [];
  for (let at = 0; at < extension.length; at += LONGEST_PORTION) {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(extension.length, 0);
    place.writeUInt32BE(at, 4);
    const portion = extension.subarray(at, at + LONGEST_PORTION);
    segments.push({
      marker: APP1,
      body: Buffer.concat([EXTENDED, Buffer.from(guid, 'latin1'), place, portion]),
    });
  }
  return segments;
}

/** The XMP of a JPEG, its extension put together again, and the file without both. */
export function takeXmp({ segments, rest }: Jpeg): {
  standard: string | null;
  extended: string | null;
  others: Jpeg;
} {
  const starts = ({ marker, body }: JpegSegment, with_: Buffer) =>
    marker === APP1 && body.subarray(0, with_.length).equals(with_);
  const standard = segments.find((segment) => starts(segment, STANDARD));
  const packet = standard ? standard.body.toString('utf8', STANDARD.length) : null;
  const guid = packet && xmpProperty(packet, NOTE.prefix, 'HasExtendedXMP');
  const portions = segments.filter((segment) => starts(segment, EXTENDED)).map(({ body }) => body);
  return {
    standard: packet,
    extended: guid ? joined(portions, guid) : null,
    others: {
      segments: segments.filter((segment) => !starts(segment, STANDARD) && !starts(segment, EXTENDED)),
      rest,
    },
  };
}

/** The portions of one extension in their places; null where some are missing. */
function joined(portions: readonly Buffer[], guid: string): string | null {
  const start = EXTENDED.length + GUID_LENGTH;
  const own = portions.filter((body) => body.toString('latin1', EXTENDED.length, start) === guid);
  if (own.length === 0) return null;
  const whole = Buffer.alloc(own[0].readUInt32BE(start));
  let filled = 0;
  for (const body of own) {
    const portion = body.subarray(start + 8);
    const at = body.readUInt32BE(start + 4);
    if (at + portion.length > whole.length) return null;
    whole.set(portion, at);
    filled += portion.length;
  }
  return filled === whole.length ? whole.toString('utf8') : null;
}
