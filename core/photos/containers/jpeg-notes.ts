import type { FileHandle } from 'node:fs/promises';
import { GAIN_MAP_NOTE } from './avif.ts';

/** As much of a file as its metadata take at its beginning, and the directory of a trailer at its end. */
const HEAD_BYTES = 1 << 17;
const TAIL_BYTES = 1 << 16;
/** What marks a gain map in the first picture: XMP (Google, "Ultra HDR Image Format", version 1.0), and ISO 21496-1, annex C. */
const GAIN_MAP_MARKS = ['http://ns.adobe.com/hdr-gain-map/1.0/', 'urn:iso:std:iso:ts:21496:-1'];

const SAMSUNG_DEPTH_NOTE =
  'The file holds a depth map of a Samsung phone behind the picture. What its numbers mean is published nowhere, so it was left out; take the map out with the phone’s own program, or run a model.';

/**
 * Where it begins and that it holds a byte a pixel was found out by people for some phones (github.com/jpbarraca/dual-camera-edof, for the P9; offsets differ for the
 * P10 to P30); what a byte means, and on what scale, nobody has published.
 */
const HUAWEI_DEPTH_NOTE =
  'The file holds a depth map of a Huawei or Honor phone behind the picture. What its numbers mean is published nowhere, so it was left out; take the map out with another program and drop it on the photo, or run a model.';
const HUAWEI_MARK = Buffer.from('\0edof\0', 'latin1');

/** What a JPEG holds beside its picture that a person should know of, in sentences. */
export async function jpegNotes(file: FileHandle): Promise<string[]> {
  const { size } = await file.stat();
  const head = await latin(file, 0, Math.min(size, HEAD_BYTES));
  const tail = await latin(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  return [
    ...(GAIN_MAP_MARKS.some((mark) => head.includes(mark)) ? [GAIN_MAP_NOTE] : []),
    ...(hasSamsungDepth(tail) ? [SAMSUNG_DEPTH_NOTE] : []),
    ...(/HUAWEI|HONOR/i.test(head) && (await holds(file, size, HUAWEI_MARK)) ? [HUAWEI_DEPTH_NOTE] : []),
  ];
}

/** The names of the blocks stand before the directory "SEFH" ... "SEFT" at the end (ExifTool, lib/Image/ExifTool/Samsung.pm, ProcessSamsung). */
function hasSamsungDepth(tail: string): boolean {
  return tail.includes('SEFH') && tail.lastIndexOf('SEFT') > 0 && /(?:Dual|Singl?e)Shot_DepthMap/.test(tail);
}

/** Whether bytes stand anywhere in a file; read piece by piece. */
async function holds(file: FileHandle, size: number, mark: Buffer): Promise<boolean> {
  const piece = Buffer.alloc(1 << 20);
  for (let at = 0; at < size; at += piece.length - mark.length) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (piece.subarray(0, bytesRead).includes(mark)) return true;
  }
  return false;
}

async function latin(file: FileHandle, offset: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.toString('latin1', 0, bytesRead);
}
