import { importPhotos } from '../state/import-queue.ts';

const TYPES =
  'image/jpeg,image/png,image/webp,image/avif,image/tiff,image/gif,.jpg,.jpeg,.png,.webp,.avif,.tif,.tiff,.gif';

/** Lets the person choose photos from the disk, and brings them in. */
export function choosePhotos(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = TYPES;
  input.multiple = true;
  // In the page, because some browsers forget an input that is not.
  input.hidden = true;
  document.body.append(input);
  input.addEventListener('change', () => {
    importPhotos(input.files ?? []);
    input.remove();
  });
  input.addEventListener('cancel', () => input.remove());
  input.click();
}
