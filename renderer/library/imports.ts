export * from '../state/import-queue.ts';
