/*
 * libheif (LGPL-3.0-or-later, with libde265) as the npm package libheif-js carries it, unchanged, in a file of its own under node_modules
 * that may be replaced by another build. Of its C interface what is used here, by the names of libheif/heif.h.
 */
export interface Libheif {
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _heif_context_alloc(): number;
  _heif_context_free(context: number): void;
  _heif_context_set_max_decoding_threads(context: number, threads: number): void;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    bytes: number,
    length: number,
    options: number,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
  _heif_image_handle_release(handle: number): void;
  _heif_image_handle_has_alpha_channel(handle: number): number;
  _heif_image_handle_get_luma_bits_per_pixel(handle: number): number;
  _heif_image_handle_get_number_of_depth_images(handle: number): number;
  _heif_image_handle_get_list_of_depth_image_IDs(handle: number, ids: number, count: number): number;
  _heif_image_handle_get_depth_image_handle(error: number, handle: number, id: number, out: number): void;
  _heif_image_handle_get_depth_image_representation_info(handle: number, id: number, out: number): number;
  _heif_depth_representation_info_free(info: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colourSpace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_release(image: number): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
}

/** The library, read when it is first needed. */
export async function libheif(): Promise<Libheif> {
  return (await import('libheif-js/wasm-bundle.js')).default as Libheif;
}
