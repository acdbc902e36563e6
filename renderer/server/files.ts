import { DepthroomError } from '../../contract/errors.ts';
import type { PlaneFile } from '../../contract/schemas.ts';
import { reach } from './call.ts';
import { signedAddress } from './signed-address.ts';

/** Where a picture of the project can be read by an element of the page. Addresses never change their content. */
export function fileAddress(address: string): string {
  return signedAddress(filePath(address));
}

/** Where `reach` finds a file of the project. */
function filePath(address: string): string {
  return `/files/${address.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * Reads a raw little-endian Float32 plane, row-major, top-left first. Throws `bad-result` where its size is not the one that is expected, and
 * what `reach` throws.
 */
export async function readPlane(plane: PlaneFile, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>> {
  const response = await reach(filePath(plane.file), { signal });
  const values = new Float32Array(await response.arrayBuffer());
  if (values.length !== plane.width * plane.height) {
    throw new DepthroomError(
      'bad-result',
      `The depth map should hold ${plane.width} x ${plane.height} values and holds ${values.length}. Run the model again.`,
    );
  }
  return values;
}

/** Reads a picture of the project, untouched by colour conversion: previews are sRGB and are drawn as such. */
export async function readPicture(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await reach(filePath(address), { signal });
  return createImageBitmap(await response.blob(), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    imageOrientation: 'from-image',
  });
}

/** Starts the download of a finished export, by a link: that works in a browser and in Electron alike. */
export function downloadExport(exportId: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = exportAddress(exportId);
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

export function exportAddress(exportId: string): string {
  return signedAddress(`/exports/${encodeURIComponent(exportId)}`);
}
