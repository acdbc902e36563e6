import { depthImageFormats, depthImageOptionsSchema } from './depth-image.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from './geometry.ts';
import { meshFormats, pointCloudFormats } from './geometry-formats.ts';

/** Everything that a run can be exported as: what it can be told, and its formats. */
export const EXPORT_KINDS = {
  'depth-image': { title: 'Depth image', schema: depthImageOptionsSchema, formats: depthImageFormats },
  'point-cloud': { title: 'Point cloud', schema: pointCloudOptionsSchema, formats: pointCloudFormats },
  mesh: { title: 'Mesh', schema: meshOptionsSchema, formats: meshFormats },
} as const;
export type ExportKind = keyof typeof EXPORT_KINDS;
