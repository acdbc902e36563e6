import { basename } from 'node:path';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import type { Project } from '../project/project.ts';

/** A folder that is watched now. */
export interface Watch {
  state: WatchState;
  /** How many things went wrong and still are, also those that are not listed any more. */
  countFaults(): number;
  end(): void;
}

/** Of each project that is open; they end with it. */
export const watches = new WeakMap<Project, Watch>();

/** What a page shows of it all the time; undefined where nothing is watched. */
export function watchFacts(project: Project): { name: string; faults: number } | undefined {
  const watch = watches.get(project);
  if (!watch) return undefined;
  const { state } = watch;
  return {
    name: basename(state.folder) || state.folder,
    faults: watch.countFaults() + (state.trouble === null ? 0 : 1),
  };
}
