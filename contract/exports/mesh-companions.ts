import type { MeshFormat, MeshOptions } from './geometry.ts';

/** Whether a format refers to pictures that lie beside it. */
export function refersToFiles(format: MeshFormat): boolean {
  return format === 'obj' || format === 'usda';
}

/** Whether a mesh is several files, which one address can only give out as an archive. */
export function hasCompanions({ format, camera }: Pick<MeshOptions, 'format' | 'camera'>): boolean {
  return refersToFiles(format) || camera;
}
