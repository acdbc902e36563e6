import { project } from './001-project.ts';
import { comparisons } from './002-comparisons.ts';
import { trash } from './003-trash.ts';
import { engineStart } from './004-engine-start.ts';
import { changes } from './005-changes.ts';
import { stars } from './006-stars.ts';
import { queue } from './007-queue.ts';

/** In order; position + 1 is the `user_version` that a step leads to. Steps are only ever added. */
export const MIGRATIONS: readonly string[] = [
  project,
  comparisons,
  trash,
  engineStart,
  changes,
  stars,
  queue,
];
