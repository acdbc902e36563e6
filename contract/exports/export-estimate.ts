import type { Photo } from '../photo.ts';
import type { Result } from '../run.ts';
import { bytesText } from '../words/bytes-text.ts';
import type { DepthImageOptions } from './depth-image.ts';
import { describeDepthImage } from './depth-image-size.ts';
import type { MeshOptions, PointCloudOptions } from './geometry.ts';
import { describeMesh, describePointCloud } from './geometry-size.ts';
import { LONGEST_TIFF } from './limits.ts';

/** A file that could be written. */
export type WantedFile =
  | { kind: 'mesh'; options: MeshOptions }
  | { kind: 'point-cloud'; options: PointCloudOptions }
  | { kind: 'depth-image'; options: DepthImageOptions };

/** What a file will be, for a person, before it is written. */
export interface ExportEstimate {
  /** How many pixels, points or triangles, and how long. */
  facts: string[];
  bytes: number;
  /** What would be in its way, or hard for other programs, with the way out. */
  warnings: string[];
}

const number = new Intl.NumberFormat('en');

/** How large a file of a finished run will be; nothing is read for it. */
export function estimateExport(
  { kind, options }: WantedFile,
  photo: Photo,
  { model, placement, uncertainty }: Result,
): ExportEstimate {
  const facts = { photo, model, window: placement.window, hasUncertainty: uncertainty !== null };
  if (kind === 'depth-image') return estimateImage(options, facts);
  if (kind === 'point-cloud') {
    const { points, bytes, warnings } = describePointCloud(options, facts);
    return {
      facts: [`${number.format(points)} points at most`, `about ${bytesText(bytes)}`],
      bytes,
      warnings,
    };
  }
  const { triangles, isAtMost, bytes, warnings } = describeMesh(options, facts);
  const levels = triangles.map((each) => number.format(each)).join(' + ');
  const count = isAtMost ? `${levels} triangles at most` : `about ${levels} triangles`;
  return { facts: [count, `about ${bytesText(bytes)}`], bytes, warnings };
}

function estimateImage(
  options: DepthImageOptions,
  facts: Parameters<typeof describeDepthImage>[1],
): ExportEstimate {
  const { width, height, channels, bytes, atMost, isExact } = describeDepthImage(options, facts);
  const isTiff = ['tiff16', 'tiff32', 'photoshop'].includes(options.format);
  return {
    facts: [
      `${width} × ${height} pixels`,
      channels.length > 1 ? channels.join(' ') : '1 channel',
      `${isExact ? '' : 'about '}${bytesText(bytes)}`,
    ],
    bytes,
    warnings:
      isTiff && atMost > LONGEST_TIFF
        ? ['A TIFF holds 4 GiB of samples at most: choose a smaller size, or OpenEXR.']
        : [],
  };
}
