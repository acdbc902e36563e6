import { damaged } from '../limits.ts';
import { type Libheif, libheif } from './libheif.ts';

/** Decoded pixels: oriented as the file says, interleaved. */
export interface HeifPixels {
  width: number;
  height: number;
  channels: 1 | 3 | 4;
  data: Uint8Array | Uint16Array;
  /** Bits that the numbers use: 8, or 9 to 16. */
  bits: number;
}

/** A depth image beside the picture, with what its own box says of it (ISO/IEC 23008-2, depth representation information). */
export interface HeifDepth extends HeifPixels {
  channels: 1;
  representation: DepthRepresentation | null;
}

export interface DepthRepresentation {
  zNear: number | null;
  zFar: number | null;
  /** Disparities, in 1 / metres. */
  dMin: number | null;
  dMax: number | null;
  /** 0 uniform inverse Z, 1 uniform disparity, 2 uniform Z, 3 not uniform. */
  type: number;
}

/** heif_colorspace, heif_chroma and heif_channel of libheif/heif.h. */
const RGB = 1;
const MONOCHROME = 2;
const CHROMA = { grey: 0, rgb: 10, rgba: 11, deepRgb: 14, deepRgba: 15 };
const CHANNEL = { luma: 0, interleaved: 10 };

/**
 * Decodes the primary picture of a HEIC file, and its depth image where it has one, in WebAssembly, which has a memory of its own and can
 * do no harm.
 *
 * Throws `bad-input` where it is damaged or holds something that libheif does not decode.
 */
export function decodeHeif(bytes: Buffer, name: string): Promise<HeifPixels> {
  return withPrimary(bytes, name, (lib, handle, call) => {
    const isDeep = lib._heif_image_handle_get_luma_bits_per_pixel(handle) > 8;
    const hasAlpha = lib._heif_image_handle_has_alpha_channel(handle) !== 0;
    const chroma = isDeep
      ? hasAlpha
        ? CHROMA.deepRgba
        : CHROMA.deepRgb
      : hasAlpha
        ? CHROMA.rgba
        : CHROMA.rgb;
    return decoded(lib, handle, call, RGB, chroma, hasAlpha ? 4 : 3);
  });
}

/** The depth image of a HEIC file; null where it has none. Throws as `decodeHeif` does. */
export function decodeHeifDepth(bytes: Buffer, name: string): Promise<HeifDepth | null> {
  return withPrimary(bytes, name, (lib, handle, call) => {
    if (lib._heif_image_handle_get_number_of_depth_images(handle) === 0) return null;
    const ids = lib._malloc(4);
    lib._heif_image_handle_get_list_of_depth_image_IDs(handle, ids, 1);
    const id = read32(lib, ids);
    lib._free(ids);
    const representation = representationOf(lib, handle, id);
    const depth = call((error, out) => lib._heif_image_handle_get_depth_image_handle(error, handle, id, out));
    try {
      const pixels = decoded(lib, depth, call, MONOCHROME, CHROMA.grey, 1);
      return { ...pixels, channels: 1, representation };
    } finally {
      lib._heif_image_handle_release(depth);
    }
  });
}

/** Calls what answers with an error and, at a place, with a pointer. */
type Call = (work: (error: number, out: number) => void) => number;

const view = (lib: Libheif) => new DataView(lib.HEAPU8.buffer);
const read32 = (lib: Libheif, at: number) => view(lib).getUint32(at, true);

async function withPrimary<Made>(
  bytes: Buffer,
  name: string,
  work: (lib: Libheif, handle: number, call: Call) => Made,
): Promise<Made> {
  const lib = await libheif();
  const failed = (why: string) => damaged(name, why || 'libheif does not decode it');
  const call: Call = (ask) => {
    // heif_error is two numbers and a pointer to a sentence.
    const place = lib._malloc(16);
    try {
      ask(place, place + 12);
      if (read32(lib, place) !== 0) throw failed(textAt(lib, read32(lib, place + 8)));
      return read32(lib, place + 12);
    } finally {
      lib._free(place);
    }
  };
  const file = lib._malloc(bytes.length);
  if (file === 0) throw failed('it needs more memory than there is: out of memory');
  const context = lib._heif_context_alloc();
  let handle = 0;
  try {
    lib.HEAPU8.set(bytes, file);
    lib._heif_context_set_max_decoding_threads(context, 0);
    call((error) => lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0));
    handle = call((error, out) => lib._heif_context_get_primary_image_handle(error, context, out));
    return work(lib, handle, call);
  } catch (thrown) {
    // WebAssembly that ran into its own walls says "unreachable" or "out of bounds".
    if (thrown instanceof Error && thrown.name === 'RuntimeError') throw failed('its data are broken');
    throw thrown;
  } finally {
    if (handle) lib._heif_image_handle_release(handle);
    lib._heif_context_free(context);
    lib._free(file);
  }
}

function textAt(lib: Libheif, at: number): string {
  const end = lib.HEAPU8.indexOf(0, at);
  return Buffer.from(lib.HEAPU8.subarray(at, Math.min(end, at + 200))).toString('utf8');
}

function decoded<Channels extends 1 | 3 | 4>(
  lib: Libheif,
  handle: number,
  call: Call,
  colourSpace: number,
  chroma: number,
  channels: Channels,
): HeifPixels & { channels: Channels } {
  const image = call((error, out) => lib._heif_decode_image(error, handle, out, colourSpace, chroma, 0));
  const place = lib._malloc(4);
  try {
    const channel = channels === 1 ? CHANNEL.luma : CHANNEL.interleaved;
    const width = lib._heif_image_get_width(image, channel);
    const height = lib._heif_image_get_height(image, channel);
    const bits = lib._heif_image_get_bits_per_pixel_range(image, channel);
    const start = lib._heif_image_get_plane_readonly(image, channel, place);
    const stride = read32(lib, place);
    const rowBytes = width * channels * (bits > 8 ? 2 : 1);
    const rows = new Uint8Array(rowBytes * height);
    for (let y = 0; y < height; y++)
      rows.set(lib.HEAPU8.subarray(start + y * stride, start + y * stride + rowBytes), y * rowBytes);
    return { width, height, channels, bits, data: bits > 8 ? new Uint16Array(rows.buffer) : rows };
  } finally {
    lib._free(place);
    lib._heif_image_release(image);
  }
}

/** heif_depth_representation_info: a version, four flags, four doubles, the type. */
function representationOf(lib: Libheif, handle: number, id: number): DepthRepresentation | null {
  const place = lib._malloc(4);
  try {
    if (lib._heif_image_handle_get_depth_image_representation_info(handle, id, place) === 0) return null;
    const info = read32(lib, place);
    if (info === 0) return null;
    const numbers = view(lib);
    const given = (flag: number, at: number) =>
      numbers.getUint8(info + flag) ? numbers.getFloat64(info + at, true) : null;
    const found = {
      zNear: given(1, 8),
      zFar: given(2, 16),
      dMin: given(3, 24),
      dMax: given(4, 32),
      type: numbers.getUint32(info + 40, true),
    };
    lib._heif_depth_representation_info_free(info);
    return found;
  } finally {
    lib._free(place);
  }
}
