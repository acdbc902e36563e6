export * from '../view/time-text.ts';
