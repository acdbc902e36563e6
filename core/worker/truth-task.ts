import type { Calibration, Truth, TruthConvention } from '../../contract/compare/truth.ts';
import type { Photo } from '../../contract/photo.ts';

export interface TruthTask {
  path: string;
  name: string;
  photo: Photo;
  calibration: Calibration | null;
  /** What a person said; wins over what is recognised. */
  convention: Partial<TruthConvention>;
  temporaryFolder: string;
}

/** What a file was understood as; the planes' files are still paths. */
export type TruthAnswer = Pick<
  Truth,
  | 'format'
  | 'convention'
  | 'reasons'
  | 'confidence'
  | 'kind'
  | 'unit'
  | 'plane'
  | 'view'
  | 'minimum'
  | 'maximum'
  | 'validPixels'
  | 'notes'
>;
