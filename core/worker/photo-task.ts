import type { Intrinsics, Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';

/** What a file says about the photo in it. */
export type PhotoFacts = Pick<
  Photo,
  | 'format'
  | 'width'
  | 'height'
  | 'orientation'
  | 'colourProfile'
  | 'bitsPerSample'
  | 'hasAlpha'
  | 'camera'
  | 'takenAt'
  | 'notes'
  | 'hasPlace'
> & { intrinsics: Intrinsics };

/** A file that may be a photo. */
export interface InspectPhotoTask {
  path: string;
  /** What sentences call it. */
  name: string;
}

export interface ReadPhotoTask extends InspectPhotoTask {
  /** Where preview and thumbnail go. */
  previewPath: string;
  thumbnailPath: string;
  /** Where the planes of a depth map in the file go; null where nobody wants them. */
  temporaryFolder: string | null;
  /** Whether the same process is asked for its depth next, and may keep the pixels until then. */
  keepsPixels?: boolean;
}

export interface ReadPhotoAnswer {
  facts: PhotoFacts;
  preview: { width: number; height: number };
  /** The depth map that lies in the file, where there is one. */
  depth: EmbeddedMap | null;
}

/** A depth map that a phone stored with the photo; its planes are still paths. */
export interface EmbeddedMap {
  result: Result;
  title: string;
  format: string;
  reasons: string[];
}
