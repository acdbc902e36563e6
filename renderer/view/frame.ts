import type { ColourMapName } from '../../contract/colour-maps.ts';
import { currentOf } from './current-comparison.ts';
import { useCamera } from '../state/camera.ts';
import { type Layout, type Split, useBlink, useCompareLook } from '../state/compare-look.ts';
import { type Mode, type Paint, type Solid, useLook } from '../state/look.ts';
import type { PaneContent } from '../state/panes.ts';
import { useProbe } from '../state/probe.ts';
import { onStage, useSelection } from '../state/selection.ts';
import { type FlatCamera, fitted } from './flat-camera.ts';
import { layoutPanes } from './layout.ts';
import { firstCamera, type OrbitCamera } from './orbit-camera.ts';
import { type Pane, paneOf, type Setting } from './pane.ts';
import { pictureOf } from './resources.ts';

export interface Frame {
  width: number;
  height: number;
  mode: Mode;
  layout: Layout;
  panes: Pane[];
  /** Of the main pane; the others show the same part of the photo, smaller by their `zoom`. */
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
  split: Split | 'everywhere';
  splitAt: number;
  /** Where the lens is, in photo pixels. */
  lensAt: { x: number; y: number } | null;
  opacity: number;
  hasContours: boolean;
  edgeStep: number;
}

/** Puts together what the stage shows now, for a stage of this size in CSS pixels. */
export function frameNow(width: number, height: number): Frame {
  const { photo, panes, activePane } = onStage();
  const { isQuiet: _, ...look } = useLook.getState();
  const { layout, split, splitAt, opacity, hasContours, edgeStep, tint, measure, isShared, limits } =
    useCompareLook.getState();
  const frame: Frame = {
    width,
    height,
    ...look,
    layout,
    panes: [],
    flat: null,
    orbit: null,
    split: useBlink.getState().isOn ? 'everywhere' : split,
    splitAt,
    lensAt: useProbe.getState().at,
    opacity,
    hasContours,
    edgeStep,
  };
  if (!photo || width < 1 || height < 1) return frame;
  const shown = look.mode === 'photo' ? panes.slice(0, 1) : panes;
  const main = Math.max(
    0,
    shown.findIndex(({ id }) => id === activePane?.id),
  );
  const stage = { width, height };
  const rectangles = layoutPanes(layout, Math.max(1, shown.length), stage, photo.width / photo.height, main);
  const setting: Setting = { photo, current: currentOf(photo.id), tint, measure, isShared, limits };
  const picture = pictureOf(photo);
  const contents: (PaneContent | null)[] = shown.length > 0 ? shown : [null];
  const home = fitted(photo, rectangles[main]).scale;
  frame.panes = contents.map((content, index) => {
    const rectangle = rectangles[index];
    return { rectangle, zoom: fitted(photo, rectangle).scale / home, picture, ...paneOf(content, setting) };
  });
  frame.flat = useCamera.getState().flat ?? fitted(photo, rectangles[main]);
  frame.orbit = useCamera.getState().orbit ?? orbitFor(frame.panes);
  if (frame.orbit) fitCameraScales(frame.panes, frame.orbit.homeDistance);
  return frame;
}

/** Which pane the focus layout shows large; the bars below speak of it. */
export function activeIndex(frame: Frame): number {
  return Math.min(useSelection.getState().activePane, frame.panes.length - 1);
}

/** The flat camera as a pane has it: in the focus layout small panes show the same part of the photo, smaller. */
export function flatOf(frame: Frame, pane: { zoom: number }): FlatCamera | null {
  return frame.flat && { ...frame.flat, scale: frame.flat.scale * pane.zoom };
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
