import { formatExtension } from '../../../contract/exports/file-extension.ts';
import { lacksMetres, PRESETS } from '../../../contract/exports/presets.ts';
import type { Photo } from '../../../contract/photo.ts';
import { withoutExtension } from '../../../contract/photo-files.ts';
import type { Run } from '../../../contract/run.ts';
import { flagWords, quoted } from '../../../contract/words/flag-words.ts';
import { type Choice, presetOptions } from './plan.ts';
import { differing, type Request } from './request.ts';

/** The command that writes the same file on a terminal; null for runs that were made from others, which no pack makes. */
export function exportCommand(
  { photo, run }: { photo: Photo; run: Run },
  chosen: Choice,
  request: Request,
): string | null {
  if (run.derivation) return null;
  const preset = chosen === 'custom' ? undefined : PRESETS[chosen];
  // On a terminal such a preset is refused: its options are named instead.
  const choice = lacksMetres(preset, run.result?.kind, request.options) ? 'custom' : chosen;
  const { format, ...changed } = differing(request, presetOptions(choice));
  const words = ['npx', 'depthroom', 'export', quoted(photo.name), `--pack ${run.packId}`];
  if (choice !== 'custom') words.push(`--preset ${choice}`);
  if (choice === 'custom' || format !== undefined) words.push(`--format ${formatWord(request)}`);
  words.push(...flagWords(changed), ...flagWords(run.options));
  return [
    ...words,
    '-o',
    quoted(`${withoutExtension(photo.name)}.${run.packId}.${formatExtension(request)}`),
  ].join(' ');
}

/** PLY holds points; a mesh is `ply-mesh` on the command line. */
function formatWord({ kind, options }: Request): string {
  return kind === 'mesh' && options.format === 'ply' ? 'ply-mesh' : options.format;
}
