export * from '../view/estimate.ts';
