import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { WatchQuestion } from '../../contract/calls/watch-calls.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { EXPORT_KINDS } from '../../contract/exports/export-kinds.ts';
import { fileExtension } from '../../contract/exports/file-extension.ts';
import { PRESETS, type Preset, type PresetName } from '../../contract/exports/presets.ts';
import type { Run } from '../../contract/run.ts';
import { stemOf } from '../disk/file-stem.ts';
import { personUmask } from '../disk/private-folder.ts';
import { writeExport } from '../exports/export-run.ts';
import type { RunContext } from '../runs/run-context.ts';

/** Where a relative map is taken to begin and to end, in metres, where a file wants metres and nobody is there to state them. */
const NEAR_AND_FAR = { near: 1, far: 10 };

/**
 * Writes the file of a run of a watched photo for a program, called after the photo and the pack; false where one of that name is there already,
 * which is left as it is. Throws what `writeExport` throws.
 */
export async function writeWatched(
  context: RunContext,
  run: Run,
  path: string,
  { folder, preset }: NonNullable<WatchQuestion['target']>,
): Promise<boolean> {
  const { request, extension } = requestFor(preset, run);
  const to = join(folder, `${stemOf(basename(path))}.${run.packId}.${extension}`);
  if (await lstat(to).catch(() => null)) return false;
  const photo = context.project.photos.get(run.photoId);
  const writing = { photo, run, request, path: to, overwrite: false, umask: personUmask() };
  await writeExport(context, writing, { signal: context.signal });
  return true;
}

function requestFor(name: PresetName, run: Run): { request: WantedFile; extension: string } {
  const preset: Preset = PRESETS[name];
  const { kind } = preset;
  const { schema, formats } = EXPORT_KINDS[kind];
  const asked = schema.parse({ ...preset.options });
  const facts = (formats as Record<string, { defaults?: object }>)[asked.format];
  const isRelative = run.result?.kind !== 'metric' && asked.format !== 'stl';
  const planes = isRelative && (kind !== 'depth-image' || preset.needsMetres) ? NEAR_AND_FAR : {};
  const options = schema.parse({ ...facts.defaults, ...preset.options, ...planes });
  const request = { kind, options } as WantedFile;
  return { request, extension: fileExtension(request) };
}
