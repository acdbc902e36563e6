import type { ReportOptions } from '../../contract/calls/compare-calls.ts';
import type { Comparison } from '../../contract/compare/comparison.ts';
import type { Truth } from '../../contract/compare/truth.ts';
import type { ColourMapName } from '../../contract/maths/colour-maps.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { StoredMap } from './stored-map.ts';

export interface ReportFacts {
  comparison: Comparison;
  photo: Photo;
  /** The compared runs. */
  runs: readonly Run[];
  truth: Truth | null;
}

export interface PictureSource {
  comparison: Comparison;
  photo: Photo;
  previewPath: string;
  /** In the order of the comparison's subjects. */
  maps: readonly StoredMap[];
  reference: StoredMap;
  /** Where the differences lie, in the same order. */
  differencePaths: readonly (string | null)[];
  colourMap: ColourMapName;
}

export interface ReportTask extends ReportFacts, Omit<PictureSource, 'colourMap' | 'comparison' | 'photo'> {
  format: 'html' | 'contact-sheet';
  options: ReportOptions;
  path: string;
  overwrite: boolean;
  umask?: number | undefined;
}
