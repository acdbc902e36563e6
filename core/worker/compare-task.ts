import type { Alignment } from '../../contract/alignment.ts';
import type { Box, DepthRange, Pair, Subject } from '../../contract/compare/comparison.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Grid } from '../geometry/edges.ts';
import type { StoredMap } from './stored-map.ts';

export interface CompareTask {
  photo: Photo;
  previewPath: string;
  maps: StoredMap[];
  reference: StoredMap;
  alignment: Alignment;
  range: DepthRange;
  size: Grid;
  temporaryFolder: string;
}

/** What was measured of a map; the file of the difference is still a path. */
export type Measured = Pick<Subject, 'isReference' | 'refusal' | 'fit' | 'metrics' | 'difference'>;

export interface CompareAnswer {
  subjects: Measured[];
  pairs: Pair[];
  pairPixels: number;
}

export interface MeasureBoxTask extends Pick<CompareTask, 'photo' | 'maps' | 'alignment' | 'range' | 'size'> {
  /** Whether maps are aligned to the reference first. */
  values: 'aligned' | 'own';
  reference: StoredMap | null;
  box: Box;
}
