import type { PackLibrary } from '../library/packs/pack-library.ts';
import type { Context } from '../project/context.ts';

/** What the verbs that make runs share: they also know the packs. */
export interface RunContext extends Context {
  readonly packs: PackLibrary;
}
