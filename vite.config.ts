import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer: one page, the same files for the window and the browser. */
export default defineConfig({
  // Whatever folder a person is in.
  root: join(import.meta.dirname, 'renderer'),
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    // The Content-Security-Policy allows what the server sends and nothing written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The texts of what is bundled, which has no folder of its own in the packaged app.
    license: { fileName: 'licenses.md' },
  },
});
