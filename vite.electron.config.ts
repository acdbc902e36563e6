import { join } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';

/** Packages with native code, and Electron itself, stay outside the bundle. */
export const external = [
  'electron',
  'onnxruntime-node',
  'sharp',
  'better-sqlite3',
  'libheif-js',
  'jxl-oxide-wasm',
  'h5wasm',
];

/**
 * Electron's main process and the worker process (`vite build`), and the preload script (`--mode preload`), which a sandboxed page can
 * only load as CommonJS.
 */
export default defineConfig(({ mode }): UserConfig => {
  const isPreload = mode === 'preload';
  const source = (path: string) => join(import.meta.dirname, path);
  return {
    root: import.meta.dirname,
    publicDir: false,
    build: {
      ssr: true,
      outDir: 'dist/electron',
      emptyOutDir: !isPreload,
      target: 'node24',
      license: isPreload ? false : { fileName: 'licenses.md' },
      rolldownOptions: {
        input: isPreload
          ? [source('electron/preload.ts')]
          : { main: source('electron/main.ts'), worker: source('core/tasks/worker.ts') },
        output: isPreload
          ? { format: 'cjs', entryFileNames: '[name].cjs' }
          : { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
    ssr: { noExternal: true, external },
  };
});
