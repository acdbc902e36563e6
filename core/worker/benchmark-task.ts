import type { BenchmarkRow, ErrorSums } from '../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../contract/compare/benchmark-protocols.ts';
import type { ColourMapName } from '../../contract/maths/colour-maps.ts';
import type { Photo } from '../../contract/photo.ts';
import type { StoredMap } from './stored-map.ts';

/** One photo with its truth, and the maps that are measured against it. */
export interface BenchmarkTask {
  photo: Photo;
  maps: StoredMap[];
  /** Files of the dataset, and what sentences call the first. */
  depth: string;
  mask: string | null;
  name: string;
  rules: BenchmarkProtocol;
  /** How pictures of truth, maps and errors are painted, at most `edge` pixels long; null for none. */
  pictures: { colourMap: ColourMapName; edge: number } | null;
}

export interface BenchmarkAnswer {
  /** Of each map, what was measured or why not. */
  scores: ({ fit: BenchmarkRow['fit']; sums: ErrorSums } | { failure: string })[];
  /** PNG in base64: the truth, then for each map the aligned depth and its error; empty where none were asked for. */
  pictures: { title: string; caption: string; png: string }[];
}

/** Cuts a photo to `cut` pixels at the bottom, in the middle, into a PNG at `target`; where it is not larger nothing is written. */
export interface CutPhotoTask {
  path: string;
  name: string;
  cut: { width: number; height: number };
  target: string;
}
