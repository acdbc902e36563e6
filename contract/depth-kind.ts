import type { DepthKind } from './depth-map.ts';

/** The unit in which values of a kind are printed. */
export function unitOf(kind: DepthKind): 'metres' | 'relative' {
  return kind === 'metric' ? 'metres' : 'relative';
}

/** Whether larger values are nearer to the camera. */
export function isLargerNearer(kind: DepthKind): boolean {
  return kind === 'affine-disparity';
}
