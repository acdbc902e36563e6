import { fileURLToPath } from 'node:url';
import * as electron from 'electron';
import { startApp } from './app.ts';

await startApp(electron, { builtFolder: fileURLToPath(new URL('..', import.meta.url)) });
