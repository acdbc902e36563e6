import type { z } from 'zod';
import { depthImageFormats, depthImageOptionsSchema } from '../../../contract/depth-image.ts';
import {
  meshFormats,
  meshOptionsSchema,
  pointCloudFormats,
  pointCloudOptionsSchema,
} from '../../../contract/geometry.ts';

export type ExportKind = 'depth-image' | 'point-cloud' | 'mesh';

/** What a form says about a format. */
export interface FormatFacts {
  title: string;
  extension: string;
  sentence: string;
  options: readonly string[];
}

interface KindFacts {
  title: string;
  schema: z.ZodObject;
  formats: Readonly<Record<string, FormatFacts>>;
}

export const KINDS: Record<ExportKind, KindFacts> = {
  'depth-image': { title: 'Depth image', schema: depthImageOptionsSchema, formats: depthImageFormats },
  'point-cloud': { title: 'Point cloud', schema: pointCloudOptionsSchema, formats: pointCloudFormats },
  mesh: { title: 'Mesh', schema: meshOptionsSchema, formats: meshFormats },
};

/** Names for buttons, where the title of a format would be too long. */
const SHORT: Record<string, string> = {
  png16: 'PNG',
  tiff16: 'TIFF',
  tiff32: 'TIFF',
  exr: 'EXR',
  preview: 'PNG',
  photoshop: 'TIFF',
  gdepth: 'JPEG',
};

export function shortFormat(format: string): string {
  return SHORT[format] ?? format.toUpperCase();
}
