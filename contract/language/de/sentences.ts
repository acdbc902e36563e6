import { catalogue } from './sentences/catalogue.ts';
import { checkpoints } from './sentences/checkpoints.ts';
import { compare } from './sentences/compare.ts';
import { contract } from './sentences/contract.ts';
import { disk } from './sentences/disk.ts';
import { downloads } from './sentences/downloads.ts';
import { exportAdvice } from './sentences/export-advice.ts';
import { exportOptions } from './sentences/export-options.ts';
import { exports } from './sentences/exports.ts';
import { formats } from './sentences/formats.ts';
import { host } from './sentences/host.ts';
import { library } from './sentences/library.ts';
import { models } from './sentences/models.ts';
import { photos } from './sentences/photos.ts';
import { project } from './sentences/project.ts';
import { protocols } from './sentences/protocols.ts';
import { reports } from './sentences/reports.ts';
import { runs } from './sentences/runs.ts';
import { tasks } from './sentences/tasks.ts';
import { words } from './sentences/words.ts';
import { worker } from './sentences/worker.ts';

/**
 * What the engine says in English, and in German: `{name}` stands for any value, the same one on both sides. test/walls/sentences.test.ts finds what is
 * missing here and what no source says any more.
 */
export const sentences: Readonly<Record<string, string>> = {
  ...catalogue,
  ...checkpoints,
  ...compare,
  ...contract,
  ...disk,
  ...downloads,
  ...exportAdvice,
  ...exportOptions,
  ...exports,
  ...formats,
  ...host,
  ...library,
  ...models,
  ...photos,
  ...project,
  ...protocols,
  ...reports,
  ...runs,
  ...tasks,
  ...words,
  ...worker,
};
