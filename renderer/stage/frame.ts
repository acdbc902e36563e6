import type { ColourMapName } from '../../contract/colour-maps.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { useCamera } from '../state/camera.ts';
import { type Mode, type Paint, type Solid, useLook } from '../state/look.ts';
import { ASSUMED_PLANES, useRanges } from '../state/ranges.ts';
import { onStage } from '../state/selection.ts';
import { type FlatCamera, fitted } from './flat-camera.ts';
import { paneRectangles, type Rectangle } from './layout.ts';
import { depthInMetres, type MetricScale, metricScaleOf } from './metres.ts';
import { firstCamera, type OrbitCamera } from './orbit-camera.ts';
import type { Span } from './range.ts';
import { mapOf, pictureOf, type SeenMap } from './things.ts';

/** One pane with all that is needed to draw it or to ask what lies under a point of it. */
export interface Pane {
  rectangle: Rectangle;
  photo: Photo;
  picture: ImageBitmap | null;
  run: Run | null;
  depth: PaneDepth | null;
}

export interface PaneDepth {
  map: SeenMap;
  span: Span;
  scale: MetricScale;
  /** Metres around which the camera turns; of the nearest and of the farthest pixel. */
  middle: number;
  nearest: number;
  farthest: number;
  /** Pixels of the shown map for one pixel of the model. */
  modelReach: number;
  /** By what the shared orbit camera is scaled for this pane: relative maps have no metres in common with others. */
  cameraScale: number;
}

export interface Frame {
  width: number;
  height: number;
  mode: Mode;
  panes: Pane[];
  flat: FlatCamera | null;
  orbit: OrbitCamera | null;
  colourMap: ColourMapName;
  isReversed: boolean;
  gamma: number;
  isSmooth: boolean;
  solid: Solid;
  paint: Paint;
  pointSize: number;
  edgeCut: number;
}

/** Puts together what the stage shows now, for a stage of this size in CSS pixels. */
export function frameNow(width: number, height: number): Frame {
  const { photo, runs } = onStage();
  const { isQuiet: _, ...look } = useLook.getState();
  const frame: Frame = { width, height, ...look, panes: [], flat: null, orbit: null };
  if (!photo || width < 1 || height < 1) return frame;
  const shown = look.mode === 'photo' ? runs.slice(0, 1) : runs;
  const rectangles = paneRectangles(Math.max(1, shown.length), { width, height }, photo.width / photo.height);
  const picture = pictureOf(photo);
  frame.panes = rectangles.map((rectangle, index) => {
    const run = shown[index] ?? null;
    return { rectangle, photo, picture, run, depth: run ? depthOf(run, photo) : null };
  });
  frame.flat = useCamera.getState().flat ?? fitted(photo, rectangles[0]);
  frame.orbit = useCamera.getState().orbit ?? orbitFor(frame.panes);
  if (frame.orbit) fitCameraScales(frame.panes, frame.orbit.homeDistance);
  return frame;
}

function depthOf(run: Run, photo: Photo): PaneDepth | null {
  const map = mapOf(run.result);
  if (!run.result || !map) return null;
  const { model, placement, view } = run.result;
  const { chosen, stated } = useRanges.getState();
  const scale = metricScaleOf(run.result, stated[photo.id] ?? ASSUMED_PLANES);
  const ends = [depthInMetres(map.whole.near, scale), depthInMetres(map.whole.far, scale)].filter(
    (end) => end > 0,
  );
  const near = depthInMetres(map.automatic.near, scale);
  const median = depthInMetres(map.median, scale);
  // Harmonic, because what is near moves most when the camera turns.
  const middle = 2 / (1 / near + 1 / median);
  return {
    map,
    span: chosen[run.id] ?? map.automatic,
    scale,
    middle: middle > 0 ? middle : 1,
    nearest: ends.length > 0 ? Math.min(...ends) : 1,
    farthest: ends.length > 0 ? Math.max(...ends) : 1,
    modelReach: Math.max(1, Math.round(((placement.window.width / model.width) * view.width) / photo.width)),
    cameraScale: 1,
  };
}

/** The camera turns around the middle of the first metric pane, else of the first pane that has a map. */
function orbitFor(panes: readonly Pane[]): OrbitCamera | null {
  const depths = panes.flatMap((pane) => pane.depth ?? []);
  const first = depths.find((depth) => depth.scale.kind === 'metric') ?? depths[0];
  return first ? firstCamera(first.middle) : null;
}

function fitCameraScales(panes: readonly Pane[], homeDistance: number): void {
  const depths = panes.flatMap((pane) => pane.depth ?? []);
  const metric = depths.find((depth) => depth.scale.kind === 'metric');
  for (const depth of depths) {
    const isLikeMetric = metric && depth.scale.kind === 'metric';
    depth.cameraScale = (isLikeMetric ? metric.middle : depth.middle) / homeDistance;
  }
}
