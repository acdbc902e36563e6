import type { WantedFile } from './export-estimate.ts';
import { EXPORT_KINDS } from './export-kinds.ts';
import { hasCompanions } from './mesh-companions.ts';

/** What the name of a file of this format ends in, without the dot. */
export function formatExtension({ kind, options }: WantedFile): string {
  const formats: Readonly<Record<string, { extension: string }>> = EXPORT_KINDS[kind].formats;
  return formats[options.format].extension;
}

/** The same where it is one file: several can only be given out by one address as an archive. */
export function fileExtension(wanted: WantedFile): string {
  const extension = formatExtension(wanted);
  return wanted.kind === 'mesh' && hasCompanions(wanted.options) ? `${extension}.zip` : extension;
}
