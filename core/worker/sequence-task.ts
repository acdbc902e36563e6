import type { Photo } from '../../contract/photo.ts';
import type { StoredMap } from './stored-map.ts';

/** What makes a frame's values those of the whole sequence: aligned = scale * value + shift. */
export interface FrameLine {
  scale: number;
  shift: number;
}

/** Values of a relative map between two stated depths, the same for every frame. */
export interface SharedMetres {
  /** Of the aligned values of all frames. */
  minimum: number;
  maximum: number;
  nearInMetres: number;
  farInMetres: number;
}

/** How a frame is written as part of its sequence. */
export interface FrameShare {
  /** The number that the frame has among the others. */
  number: number;
  line: FrameLine;
  /** Null where the values stay what they are. */
  metres: SharedMetres | null;
  /** Where the plane of a displacement lies: the depth in metres that is the farthest of all frames; null where no file has one. */
  farthest: number | null;
}

/** A frame of the same kind and size as the reference is fitted to it. */
export interface AlignFrameTask {
  photo: Pick<Photo, 'width' | 'height'>;
  map: StoredMap;
  reference: StoredMap;
}

/** A frame as it is measured: its map with what aligns it, and the picture of its photo. */
export interface SeenFrame {
  map: StoredMap;
  line: FrameLine;
  previewPath: string;
}

/** Two frames that follow each other. */
export interface FlickerTask {
  photo: Pick<Photo, 'width' | 'height'>;
  before: SeenFrame;
  after: SeenFrame;
}

/** How much depth changed where the photo did not. */
export interface Flicker {
  /** Mean absolute change of the aligned values, in their unit; null where no pixel stood still. */
  change: number | null;
  /** The same over the value of the frame before; null for relative maps, whose zero means nothing. */
  relativeChange: number | null;
  /** Share of the pixels that stood still and have a depth in both. */
  still: number;
}
