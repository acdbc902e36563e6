export * from '../view/pack-text.ts';
