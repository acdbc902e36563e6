import { importPhotos } from '../state/import-queue.ts';
import { chooseFiles } from './choose-files.ts';

const TYPES =
  'image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,image/tiff,image/gif,.jpg,.jpeg,.jpe,.jfif,.mpo,.png,.webp,.avif,.heic,.heif,.hif,.tif,.tiff,.gif';

/** Lets the person choose photos from the disk, and brings them in. */
export function choosePhotos(): void {
  chooseFiles(TYPES, importPhotos);
}
