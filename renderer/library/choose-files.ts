export * from '../view/choose-photos.ts';
