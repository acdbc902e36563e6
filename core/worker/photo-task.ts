import type { Intrinsics, Photo } from '../../contract/photo.ts';

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
}

export interface ReadPhotoAnswer {
  facts: PhotoFacts;
  preview: { width: number; height: number };
}
