export { choosePhotos as chooseAndImport } from '../view/choose-photos.ts';
