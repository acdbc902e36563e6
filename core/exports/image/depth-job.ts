import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import type { Patch, Sink } from '../../disk/write-file.ts';
import type { ExportSource } from '../export-source.ts';
import type { DepthPicture } from './depth-picture.ts';

/** One depth image that is being written. */
export interface DepthJob {
  source: ExportSource;
  options: DepthImageOptions;
  picture: DepthPicture;
  sink: Sink;
  patch: Patch;
  /** Told how far the writing is, 0..1. */
  report(share: number): void;
  /** Throws `cancelled` where a person said stop. */
  stopIfCancelled(): void;
}

/** Writes the file of a depth image to the job's sink; answers with what the sidecar says about its numbers. */
export type DepthWriter = (job: DepthJob) => Promise<Record<string, unknown>>;
