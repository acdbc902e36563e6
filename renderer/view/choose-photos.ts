import { importPhotos } from '../state/import-queue.ts';
import { chooseFiles } from './choose-files.ts';

const TYPES =
  'image/jpeg,image/png,image/webp,image/avif,image/tiff,image/gif,.jpg,.jpeg,.png,.webp,.avif,.tif,.tiff,.gif';

/** Lets the person choose photos from the disk, and brings them in. */
export function choosePhotos(): void {
  chooseFiles(TYPES, importPhotos);
}
