import type { Window } from '../../../contract/depth-map.ts';
import type { Pinhole } from '../../../contract/maths/pinhole.ts';
import { type HiddenLayer, hiddenLayer } from '../../geometry/fill/hidden-layer.ts';

/** What lies behind the steps of a map, and how its grid lies on the photo. */
export interface Behind {
  layer: HiddenLayer;
  /** 1 where the map itself has a depth. */
  hasDepth: Uint8Array;
  camera: Pinhole;
  /** In pixels of the photo. */
  window: Window;
}

/** A map in metres on the grid where its steps were looked for. */
interface CutMap {
  width: number;
  height: number;
  values: Float32Array;
  camera: Pinhole;
  window: Window;
}

/**
 * The layer behind the steps of a map in planar metres (height x width, row by row), on its own grid, `fill` pixels of the photo deep at most. `sides` are those of `cutSides`.
 */
export function placeBehind(map: CutMap, sides: Uint8Array, fill: number): Behind {
  const { width, height, values, camera, window } = map;
  const perPixel = (width / window.width + height / window.height) / 2;
  return {
    // From the centre of the farther pixel to the end of the nearest that is wanted.
    layer: hiddenLayer(values, map, sides, fill > 0 ? fill * perPixel + 1 : 0),
    hasDepth: Uint8Array.from(values, (depth) => (depth > 0 ? 1 : 0)),
    camera,
    window,
  };
}
