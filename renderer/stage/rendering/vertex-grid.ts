import type { Window } from '../../../contract/depth-map.ts';
import { cutThresholds } from '../../../contract/maths/edge-cut.ts';
import { cameraOfWindow } from '../../../contract/maths/pinhole.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Primitive } from '../../state/look.ts';
import type { PaneDepth } from '../../view/pane-depth.ts';
import type { Plane } from '../../view/resources.ts';

/** What a map is drawn from in space, and by which rule it is cut. */
export interface VertexGrid {
  plane: Plane;
  /** What the plane covers, in shares of the photo: left, top, width, height. */
  photoWindow: [number, number, number, number];
  /** fx fy cx cy in pixels of the plane. */
  pinhole: [number, number, number, number];
  /** Relative depth step from which neighbours are not connected, along rows and along columns. */
  threshold: [number, number];
  /** Where steps are looked for instead of on the plane: the model's map, with its window in pixels of the plane, and whether its values hold those of the plane. */
  steps: { plane: Plane; window: [number, number, number, number]; isClamping: boolean } | null;
}

/** A shader has no infinity that all drivers agree on; no two depths differ as much. */
const NO_CUT = 1e30;

/**
 * The grid that an export with its usual options is made on: a surface has the pixels of the model, points those of the picture, and
 * points of an enlarged map go where the model's own map has a step. Until the model's map has been read, and for what no model
 * made, both stand on the map that is shown.
 */
export function vertexGrid(
  primitive: Primitive,
  { map, model }: { map: Plane; model: PaneDepth['model'] },
  { width, height, intrinsics }: Pick<Photo, 'width' | 'height' | 'intrinsics'>,
  rule: { edgeCut: number; edgeAngle: number },
): VertexGrid {
  const whole: Window = { left: 0, top: 0, width, height };
  const cameraOf = ({ plane, window }: { plane: Plane; window: Window }) =>
    cameraOfWindow(intrinsics, window, plane.width, plane.height);
  const drawn = (primitive === 'surface' && model) || { plane: map, window: whole };
  const { plane, window } = drawn;
  const isEnlarged =
    model !== null && (model.window.width > model.plane.width || model.window.height > model.plane.height);
  const searched = primitive === 'points' && isEnlarged && model ? model : drawn;
  const threshold = cutThresholds(rule, cameraOf(searched));
  const { fx, fy, cx, cy } = cameraOf(drawn);
  const [x, y] = [plane.width / width, plane.height / height];
  return {
    plane,
    photoWindow: [window.left / width, window.top / height, window.width / width, window.height / height],
    pinhole: [fx, fy, cx, cy],
    threshold: [Math.min(threshold[0], NO_CUT), Math.min(threshold[1], NO_CUT)],
    steps:
      searched === drawn
        ? null
        : {
            plane: searched.plane,
            isClamping: model?.method === 'bicubic',
            window: [
              searched.window.left * x,
              searched.window.top * y,
              searched.window.width * x,
              searched.window.height * y,
            ],
          },
  };
}

/** A surface makes six vertices of a pixel. */
const MOST_PIXELS: Record<Primitive, number> = { points: 1_500_000, surface: 600_000 };

/** Every `step`-th pixel of a map in both directions, so that a frame has no more vertices than a laptop can turn. */
export function gridOf(
  { width, height }: { width: number; height: number },
  primitive: Primitive,
  decimation: number,
): { columns: number; rows: number; step: number } {
  let step = 1;
  while (Math.ceil(width / step) * Math.ceil(height / step) > MOST_PIXELS[primitive]) step++;
  step *= decimation;
  // A surface ends at the last pixel, wherever the steps lead.
  const last = primitive === 'surface' ? 1 : 0;
  return {
    columns: Math.ceil((width - last) / step) + last,
    rows: Math.ceil((height - last) / step) + last,
    step,
  };
}
