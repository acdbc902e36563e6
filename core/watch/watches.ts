import { basename } from 'node:path';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import type { Project } from '../project/project.ts';

/** A folder that is watched now. */
export interface Watch {
  state: WatchState;
  end(): void;
}

/** Of each project that is open; they end with it. */
export const watches = new WeakMap<Project, Watch>();

/** What a page shows of it all the time; undefined where nothing is watched. */
export function watchFacts(project: Project): { name: string; faults: number } | undefined {
  const state = watches.get(project)?.state;
  if (!state) return undefined;
  return {
    name: basename(state.folder) || state.folder,
    faults: state.faults.length + (state.trouble === null ? 0 : 1),
  };
}
