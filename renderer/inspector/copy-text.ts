export * from '../view/copy-text.ts';
