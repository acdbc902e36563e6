import { basename, extname } from 'node:path';
import type { DepthKind } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { EXPORT_KINDS, type ExportKind } from '../../contract/exports/export-kinds.ts';
import { lacksMetres, PRESETS, type Preset, type PresetName } from '../../contract/exports/presets.ts';
import { flagName } from '../../contract/words/flag-words.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import type { OptionSchemas } from '../terminal/option-flags.ts';

/** What each kind of export can be told, by the names that help texts use, without `format`, which says the kind as well. */
export const EXPORT_OPTIONS: OptionSchemas = Object.fromEntries([
  ['mesh', EXPORT_KINDS.mesh.schema.omit({ format: true })],
  ['points', EXPORT_KINDS['point-cloud'].schema.omit({ format: true })],
  ['depth', EXPORT_KINDS['depth-image'].schema.omit({ format: true })],
] as const);

interface FormatRow {
  kind: ExportKind;
  format: string;
  extension: string;
  sentence: string;
  options: readonly string[];
  defaults?: object;
}

/** Every format by the word that stands for it: PLY holds points, and a mesh as `ply-mesh`. */
export const FORMATS: Record<string, FormatRow> = Object.fromEntries(
  (['point-cloud', 'mesh', 'depth-image'] as const).flatMap((kind) =>
    Object.entries(EXPORT_KINDS[kind].formats).map(([format, facts]) => [
      wordFor(kind, format),
      { kind, format, ...facts },
    ]),
  ),
);

/** What extensions mean where no format is named. */
const BY_EXTENSION: Record<string, string> = {
  '.png': 'png16',
  '.tif': 'tiff16',
  '.tiff': 'tiff16',
  '.jpg': 'gdepth',
  '.jpeg': 'gdepth',
  '.zip': 'obj',
};

/** Endings by which a format goes as well. */
const ALSO: Record<string, readonly string[]> = { tif: ['tiff'], jpg: ['jpeg'], obj: ['zip'] };

export interface AskedFor {
  format?: string;
  preset?: string;
  /** Where it goes; its extension says the format where nothing else does. */
  out: string;
  /** Whether that is a folder, in which files get names of their own. */
  isFolder: boolean;
  /** Options that were given as flags. */
  given: Record<string, unknown>;
}

/** The request that a command line means, and the extension of its files. Flags go before the preset, which goes before the defaults. */
export function exportRequest({ format, preset, out, isFolder, given }: AskedFor): {
  request: WantedFile;
  extension: string;
} {
  const chosen = preset === undefined ? undefined : PRESETS[preset as PresetName];
  const word = format ?? (chosen ? wordOf(chosen) : isFolder ? 'ply' : wordOfName(out));
  const { kind, extension, ...row } = FORMATS[word];
  if (chosen && kind !== chosen.kind) {
    throw new NotUnderstood(
      `The preset ${preset} is a ${chosen.kind}, but the format ${format} is a ${kind}: leave one of them out.`,
    );
  }
  if (!isFolder) refuseOtherName(out, word, extension);
  const foreign = Object.keys(given).find((name) => !row.options.includes(name));
  if (foreign !== undefined) {
    throw new NotUnderstood(
      `${flagOf(foreign)} does not go with ${word}, which knows ${row.options.map(flagOf).join(', ')}.`,
    );
  }
  const asked = { ...row.defaults, ...chosen?.options, format: row.format, ...given };
  const parsed = EXPORT_KINDS[kind].schema.safeParse(asked);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue.path[0]);
    throw new NotUnderstood(`${flagOf(name)} cannot be ${given[name]}: ${issue.message}.`);
  }
  return {
    request: { kind, options: parsed.data } as WantedFile,
    extension,
  };
}

/** A program that takes numbers for metres gets none that are something else, unless its preset is left out. */
export function refuseRelative(preset: string | undefined, { options }: WantedFile, kind: DepthKind): void {
  const chosen: Preset | undefined = preset === undefined ? undefined : PRESETS[preset as PresetName];
  if (!lacksMetres(chosen, kind, 'near' in options ? options : {})) return;
  throw new DepthroomError(
    'bad-input',
    `The preset ${preset} writes metres, but this map is relative: state the depth of its nearest and farthest point with --near and --far, or write its own values with --format ${options.format} and no preset.`,
  );
}

/** The word that stands for what a preset writes. */
function wordOf({ kind, options }: Preset): string {
  return wordFor(kind, EXPORT_KINDS[kind].schema.parse(options).format);
}

function wordFor(kind: ExportKind, format: string): string {
  return kind === 'mesh' && format === 'ply' ? 'ply-mesh' : format;
}

/** The word for a format that the name of a file says by its extension. */
function wordOfName(out: string): string {
  const extension = extname(out).toLowerCase();
  const word = BY_EXTENSION[extension] ?? extension.slice(1);
  if (word in FORMATS) return word;
  throw new NotUnderstood(
    `Expected a name that says the format, as photo.glb does, a --format or a --preset, but received "${basename(out)}".`,
  );
}

/** Whether a name ends as the files of some format do. */
export function isFileName(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return extension in BY_EXTENSION || extension.slice(1) in FORMATS;
}

/** Programs go by the end of the name. */
function refuseOtherName(out: string, word: string, extension: string): void {
  const ending = extname(out).slice(1).toLowerCase();
  if (ending === extension || ALSO[extension]?.includes(ending)) return;
  throw new NotUnderstood(
    `Files of the format ${word} end in .${extension}, but received "${basename(out)}": name it so, or end it in / where it is a folder.`,
  );
}

const flagOf = (name: string) => `--${flagName(name)}`;
