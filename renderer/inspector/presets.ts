export * from '../state/run-presets.ts';
