import type { DepthMap, Placement } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { WriteOptions } from '../disk/write-file.ts';

/** What every export is made from: a finished run of a photo, its depth at the model's size and the photo's file. */
export interface ExportSource {
  photo: Photo;
  run: Run;
  depth: DepthMap;
  /** Spread of the ensemble at the model's size, where the run has one. */
  uncertainty?: Float32Array | null;
  photoPath: string;
  /** Where it is a frame of a sequence: its number, and the farthest depth of all frames in metres, null where it is not needed. */
  frame?: { number: number; farthest: number | null } | undefined;
}

/** How a file is written, and who is told how far it is. */
export interface ExportOptions extends WriteOptions {
  /** Told how far the export is, 0..1. */
  report?: (fraction: number) => void;
  /** Told what could not be had as it was asked for, in sentences for a person. */
  note?: (sentence: string) => void;
}

/** How the run's map lies on the photo, in pixels of the photo. Throws `bad-input` where the run is not finished. */
export function placementOf({ run }: ExportSource): Placement {
  if (!run.result) {
    throw new DepthroomError(
      'bad-input',
      `Only a finished run can be exported, but this one is ${run.state}.`,
    );
  }
  return run.result.placement;
}
