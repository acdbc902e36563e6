import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { refuseContradictions } from '../../core/exports/contradictions.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import { exportRequest, refuseRelative } from './export-request.ts';
import { exportPaths } from './output-paths.ts';

export interface FilesAsked {
  wanted: WantedFile;
  /** The file for what its path begins with. */
  pathOf(base: string): string;
  /** It, and what lies beside it. */
  filesOf(base: string): string[];
  isFolder: boolean;
  /** Names of the options that were given as flags. */
  given: readonly string[];
}

/** What the options of an export ask for. Throws `bad-input` where they cannot be meant. */
export function filesAsked(
  flags: { format?: string; preset?: string; out: string },
  isFolder: boolean,
  given: Record<string, unknown>,
): FilesAsked {
  const { request: wanted, extension } = exportRequest({ ...flags, isFolder, given });
  const pathOf = (base: string) => (isFolder ? `${base}.${extension}` : base);
  const filesOf = (base: string) => exportPaths(pathOf(base), wanted);
  return { wanted, pathOf, filesOf, isFolder, given: Object.keys(given) };
}

/** Refuses, before anything is estimated, what no map of the pack can be written as. Throws `bad-input`. */
export function refuseUnfit(
  { wanted }: FilesAsked,
  { preset }: { preset?: string },
  { kind }: Pick<PlannedRun, 'kind'>,
): void {
  if (kind !== null) refuseRelative(preset, wanted, kind);
  refuseContradictions(wanted, kind);
}
