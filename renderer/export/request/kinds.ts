import type { z } from 'zod';
import { EXPORT_KINDS, type ExportKind } from '../../../contract/exports/export-kinds.ts';
import type { RunOptions } from '../../../contract/schemas.ts';

/** What a form says about a format. */
export interface FormatFacts {
  title: string;
  extension: string;
  sentence: string;
  options: readonly string[];
  defaults?: RunOptions;
}

interface KindFacts {
  title: string;
  schema: z.ZodObject;
  formats: Readonly<Record<string, FormatFacts>>;
}

/** As a form sees the kinds: every format may have any name and option. */
export const KINDS: Record<ExportKind, KindFacts> = EXPORT_KINDS;

/** Names for buttons, where the title of a format would be too long. */
const SHORT: Record<string, string> = {
  png16: 'PNG',
  tiff16: 'TIFF',
  tiff32: 'TIFF',
  exr: 'EXR',
  preview: 'PNG',
  photoshop: 'TIFF',
  gdepth: 'JPEG',
  normals: 'PNG',
  'normals-exr': 'EXR',
  displacement: 'ZIP',
};

export function shortFormat(format: string): string {
  return SHORT[format] ?? format.toUpperCase();
}
