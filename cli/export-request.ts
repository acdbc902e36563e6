import { extname } from 'node:path';
import type { z } from 'zod';
import {
  DEPTH_IMAGE_FORMATS,
  type DepthImageFormat,
  depthImageFormats,
  depthImageOptionsSchema,
} from '../contract/depth-image.ts';
import { DepthroomError } from '../contract/errors.ts';
import {
  MESH_FORMATS,
  meshFormats,
  meshOptionsSchema,
  pointCloudFormats,
  pointCloudOptionsSchema,
} from '../contract/geometry.ts';
import { PRESETS, type PresetName } from '../contract/presets.ts';
import type { ExportRequest } from '../core/tasks/export.ts';
import type { OptionSchemas } from './option-flags.ts';

type Kind = Extract<ExportRequest, { options: unknown }>['kind'];

/** What each kind of export can be told, by the names that help texts use. */
const SCHEMAS: Record<Kind, z.ZodObject> = {
  mesh: meshOptionsSchema,
  'point-cloud': pointCloudOptionsSchema,
  'depth-image': depthImageOptionsSchema,
};

/** The same without `format`, which says the kind as well. */
export const EXPORT_OPTIONS: OptionSchemas = Object.fromEntries([
  ['mesh', meshOptionsSchema.omit({ format: true })],
  ['points', pointCloudOptionsSchema.omit({ format: true })],
  ['depth', depthImageOptionsSchema.omit({ format: true })],
] as const);

interface FormatRow {
  kind: Kind;
  format: string;
  extension: string;
  sentence: string;
}

/** Every format by the word that stands for it: PLY holds points, and a mesh as `ply-mesh`. */
export const FORMATS: Record<string, FormatRow> = {
  ...Object.fromEntries(
    Object.entries(pointCloudFormats).map(([format, facts]) => [
      format,
      { kind: 'point-cloud', format, ...facts },
    ]),
  ),
  ...Object.fromEntries(
    MESH_FORMATS.map((format) => [
      format === 'ply' ? 'ply-mesh' : format,
      { kind: 'mesh', format, ...meshFormats[format] },
    ]),
  ),
  ...Object.fromEntries(
    DEPTH_IMAGE_FORMATS.map((format: DepthImageFormat) => [
      format,
      { kind: 'depth-image', format, ...depthImageFormats[format] },
    ]),
  ),
};

/** What extensions mean where no format is named. */
const BY_EXTENSION: Record<string, string> = {
  '.png': 'png16',
  '.tif': 'tiff16',
  '.tiff': 'tiff16',
  '.jpg': 'gdepth',
  '.jpeg': 'gdepth',
  '.zip': 'obj',
};

export interface AskedFor {
  format?: string;
  preset?: string;
  /** Where it goes; its extension says the format where nothing else does. */
  out: string;
  /** Options that were given as flags. */
  given: Record<string, unknown>;
}

/** The request that a command line means, and the extension of its files. Flags go before the preset, which goes before the defaults. */
export function exportRequest({ format, preset, out, given }: AskedFor): {
  request: Extract<ExportRequest, { options: unknown }>;
  extension: string;
} {
  const chosen = preset === undefined ? undefined : PRESETS[preset as PresetName];
  const extension = extname(out).toLowerCase();
  const word =
    format ??
    (chosen
      ? undefined
      : (BY_EXTENSION[extension] ?? (extension.slice(1) in FORMATS ? extension.slice(1) : 'ply')));
  const row = word === undefined ? undefined : FORMATS[word];
  const kind = row?.kind ?? chosen?.kind ?? 'point-cloud';
  if (chosen && kind !== chosen.kind) {
    throw new DepthroomError(
      'bad-input',
      `The preset ${preset} is a ${chosen.kind}, but the format ${format} is a ${kind}: leave one of them out.`,
    );
  }
  const schema = SCHEMAS[kind];
  const foreign = Object.keys(given).find((name) => !(name in schema.shape));
  if (foreign !== undefined) {
    throw new DepthroomError(
      'bad-input',
      `--${foreign.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} does not go with a ${kind}: it knows ${Object.keys(schema.shape).join(', ')}.`,
    );
  }
  const parsed = schema.safeParse({ ...chosen?.options, ...(row ? { format: row.format } : {}), ...given });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DepthroomError('bad-input', `--${issue.path.join('.')}: ${issue.message}.`);
  }
  const request = { kind, options: parsed.data } as Extract<ExportRequest, { options: unknown }>;
  return { request, extension: extensionOf(request) };
}

function extensionOf({ kind, options }: Extract<ExportRequest, { options: unknown }>): string {
  if (kind === 'mesh') return meshFormats[options.format].extension;
  if (kind === 'point-cloud') return pointCloudFormats[options.format].extension;
  return depthImageFormats[options.format].extension;
}
