import type { DepthKind } from '../depth-map.ts';
import type { DepthImageOptions, GreyMapping } from './depth-image.ts';

/** The mapping that is meant for a map of some kind; what is no metres has no known inverse, and stays as it is. */
export function greyMapping(mapping: DepthImageOptions['mapping'], kind: DepthKind): GreyMapping {
  if (mapping === 'auto') return 'linear';
  if (mapping === 'disparity') return kind === 'metric' ? 'inverse' : 'linear';
  return mapping;
}
