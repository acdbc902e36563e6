import type { Alignment, Fit } from '../../contract/alignment.ts';
import type { KnownLength } from '../../contract/calls/compare-calls.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import type { StoredMap } from './stored-map.ts';

export interface ConsensusTask {
  photo: Photo;
  maps: StoredMap[];
  /** Which of the maps the others are aligned to. */
  reference: number;
  alignment: Alignment;
  temporaryFolder: string;
}

export interface ConsensusAnswer {
  result: Result;
  fits: (Fit | null)[];
  farthest: number[];
}

export interface CalibrateTask {
  photo: Photo;
  map: StoredMap;
  /** The map's uncertainty at its model's size, where it has one. */
  uncertaintyPath: string | null;
  by: { lengths: KnownLength[] } | { reference: StoredMap; fit: Alignment['fit'] };
  temporaryFolder: string;
}

export interface CalibrateAnswer {
  result: Result;
  line: { space: Fit['space']; scale: number; shift: number };
  lengths: { what: string; givenInMetres: number; foundInMetres: number }[];
  fit: Fit | null;
  notes: string[];
}
