const ALWAYS = /\.(npy|npz|exr|pfm|dpt)$/i;
const START = 65536;

/** Whether a file holds measured depth rather than a photo: by its name, or by one channel of 16 bits or more in PNG and TIFF. */
export async function looksLikeDepth(file: Blob & { name: string }): Promise<boolean> {
  if (ALWAYS.test(file.name)) return true;
  if (!/\.(png|tiff?)$/i.test(file.name)) return false;
  const start = new DataView(await file.slice(0, START).arrayBuffer());
  return /png$/i.test(file.name) ? isGreyPng16(start) : isDeepTiff(start);
}

/** IHDR is always first: width, height, bit depth at byte 24, colour type at byte 25 (PNG specification, 11.2.2). */
function isGreyPng16(start: DataView): boolean {
  return start.byteLength > 26 && start.getUint8(24) === 16 && start.getUint8(25) === 0;
}

const BITS_PER_SAMPLE = 258;
const SAMPLES_PER_PIXEL = 277;

/** The first directory of a TIFF, where it lies in the first bytes of the file (TIFF 6.0, section 2). */
function isDeepTiff(start: DataView): boolean {
  if (start.byteLength < 16) return false;
  const isLittle = start.getUint16(0) === 0x4949;
  const directory = start.getUint32(4, isLittle);
  if (directory + 2 > start.byteLength) return false;
  const count = start.getUint16(directory, isLittle);
  let bits = 1;
  let samples = 1;
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > start.byteLength) return false;
    const tag = start.getUint16(entry, isLittle);
    if (tag === BITS_PER_SAMPLE) bits = start.getUint16(entry + 8, isLittle);
    if (tag === SAMPLES_PER_PIXEL) samples = start.getUint16(entry + 8, isLittle);
  }
  return samples === 1 && bits >= 16;
}
