import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { FrameShare } from './sequence-task.ts';

export type ExportRequest =
  | WantedFile
  /** `previewPath`: where the picture of a depth map at photo size goes, as of a `preview`; each row is computed once for both. */
  | { kind: 'npy'; of: 'depth' | 'uncertainty'; size: 'photo' | 'model'; previewPath?: string }
  | { kind: 'preview' };

export interface ExportTask {
  request: ExportRequest;
  photo: Photo;
  run: Run;
  photoPath: string;
  /** The raw planes at the model's size. */
  depthPath: string;
  uncertaintyPath: string | null;
  /** Where the run is a frame of a sequence. */
  frame?: FrameShare | undefined;
  path: string;
  overwrite: boolean;
  umask?: number | undefined;
}
