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

/** Every text of the page in English, by the room that shows it, as ICU messages. What one says to whom is in its key. */
export const en = {
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
} as const;
