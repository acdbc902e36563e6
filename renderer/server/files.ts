import { DepthroomError } from '../../contract/errors.ts';
import type { PlaneFile } from '../../contract/schemas.ts';
import { text } from '../language/text.ts';
import { bodyOf, reach } from './call.ts';
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
  const bytes = await bodyOf(response.arrayBuffer());
  if (bytes.byteLength !== 4 * plane.width * plane.height) {
    throw new DepthroomError(
      'bad-result',
      text('server.wrongPlane', {
        width: plane.width,
        height: plane.height,
        count: bytes.byteLength / 4,
      }),
    );
  }
  return new Float32Array(bytes);
}

/** Reads a picture of the project, untouched by colour conversion: previews are sRGB and are drawn as such. Throws `bad-result` where it is none, and what `reach` throws. */
export async function readPicture(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await reach(filePath(address), { signal });
  const bytes = await bodyOf(response.blob());
  const asItIs = {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    imageOrientation: 'from-image',
  } as const;
  return createImageBitmap(bytes, asItIs).catch((thrown) => {
    throw new DepthroomError('bad-result', text('server.badPreview'), { cause: thrown });
  });
}

/** Starts the download of a finished export, by a link: that works in a browser and in Electron alike. */
export function downloadExport(exportId: string, fileName: string): void {
  download(exportAddress(exportId), fileName);
}

/** Hands a file that the page made itself to the person. */
export function saveFile(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  download(address, fileName);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function download(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

export function exportAddress(exportId: string): string {
  return signedAddress(`/exports/${encodeURIComponent(exportId)}`);
}
