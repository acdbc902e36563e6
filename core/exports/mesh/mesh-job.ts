import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import type { Sidecar } from '../../disk/write-file.ts';
import type { ExportSource } from '../export-source.ts';
import type { BuiltMesh } from './mesh.ts';

/** A mesh with everything that a format may put around it. */
export interface MeshJob {
  source: ExportSource;
  options: MeshOptions;
  built: BuiltMesh;
  /** Lines of ASCII for headers. */
  comments: string[];
  /** What is said in the file, and what beside it. */
  facts: Sidecar;
  sidecar: Sidecar;
  report: (fraction: number) => void;
}
