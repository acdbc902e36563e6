import { PHOTO_ENDINGS } from '../../contract/photo-files.ts';
import { importPhotos } from '../state/import-queue.ts';
import { chooseFiles } from './choose-files.ts';

const TYPES = [
  ...['jpeg', 'png', 'webp', 'avif', 'heic', 'heif', 'tiff', 'gif'].map((kind) => `image/${kind}`),
  ...PHOTO_ENDINGS.map((ending) => `.${ending}`),
].join(',');

/** Lets the person choose photos from the disk, and brings them in. */
export function choosePhotos(): void {
  chooseFiles(TYPES, importPhotos);
}
