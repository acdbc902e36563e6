import type { en } from '../en/en.ts';
import type { Catalogue } from '../en/translated.ts';
import { app } from './app.ts';
import { benchmark } from './benchmark.ts';
import { compare } from './compare.ts';
import { controls } from './controls.ts';
import { desktop } from './desktop.ts';
import { exports } from './exports.ts';
import { inspector } from './inspector.ts';
import { keyboard } from './keyboard.ts';
import { library } from './library.ts';
import { packs } from './packs.ts';
import { project } from './project.ts';
import { server } from './server.ts';
import { stage } from './stage.ts';
import { state } from './state.ts';
import { status } from './status.ts';
import { view } from './view.ts';
import { watch } from './watch.ts';

/** Every text of the page in German. */
export const de: Catalogue<typeof en> = {
  app,
  benchmark,
  compare,
  controls,
  desktop,
  exports,
  inspector,
  keyboard,
  library,
  packs,
  project,
  server,
  stage,
  state,
  status,
  view,
  watch,
};
