import { defineConfig } from 'vite';

/** Electron's main process and the worker process; packages with native code stay outside the bundle. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/electron',
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      input: { main: 'electron/main.ts', preload: 'electron/preload.ts', worker: 'core/worker.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs' },
      external: ['electron', 'onnxruntime-node', 'sharp', 'better-sqlite3'],
    },
  },
  ssr: { noExternal: true, external: ['electron', 'onnxruntime-node', 'sharp', 'better-sqlite3'] },
});
