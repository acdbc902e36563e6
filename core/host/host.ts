import type { Progress, ProjectState, Snapshot } from '../../contract/calls/snapshot.ts';
import type { Archives } from '../exports/archives.ts';
import type { Library } from '../library/open-library.ts';
import type { OpenOptions } from '../project/project.ts';
import type { RunContext } from '../runs/run-context.ts';
import type { Log } from './diagnostics/log.ts';

/** What may be said with every call: how to stop it, and who wants to know how far it is. */
export interface At {
  signal?: AbortSignal;
  report?: (progress: Progress) => void;
}

/** What calls are performed on: the library, and the project that is open when their turn comes. */
export interface Host {
  readonly library: Library;
  readonly archives: Archives;
  /** Where this installation lies, and what it notes. */
  readonly place: { readonly dataFolder: string; readonly appFolder: string; readonly log: Log };
  snapshot(): Promise<Snapshot>;
  state(): Promise<ProjectState>;
  /** What a person is to be told of the project that is open, in sentences. */
  notes(): Promise<string[]>;
  /** Performs work in the open project, which is not closed before the work has ended or was stopped. Waits where another one is being opened. */
  inProject<Output>(at: At, work: (context: RunContext) => Promise<Output> | Output): Promise<Output>;
  /** Opens another project in the place of the one that is open; one after the other where several are asked for. Throws what Openings.open throws. */
  open(folder: string, options: Pick<OpenOptions, 'create' | 'repair' | 'signal'>): Promise<void>;
}
