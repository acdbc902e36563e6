import { fileURLToPath } from 'node:url';
import * as electron from 'electron';
import { keepFilesPrivate } from '../core/disk/private-folder.ts';
import { startApp } from './app.ts';

keepFilesPrivate();

await startApp(electron, { builtFolder: fileURLToPath(new URL('..', import.meta.url)) });
