import type { ExportSource } from './export-source.ts';

/**
 * What the coordinates of a geometry are measured in, for a person and a sidecar; of a relative map also between which depths in metres it
 * was laid.
 */
export function unitWords(
  source: ExportSource,
  { near, far, unit = 'metres' }: { near?: number; far?: number; unit?: string },
): string {
  if (source.depth.kind === 'metric') return unit;
  return `relative, laid between near ${near} and far ${far} as stated by the user in metres${unit === 'metres' ? '' : ` and written in ${unit}`}; not measured`;
}
