import { useStore } from 'zustand';
import type { ColourMapName } from '../../contract/maths/colour-maps.ts';
import { type FlatCamera, type OrbitCamera, useCamera } from '../state/camera.ts';
import { useStageSize } from '../state/canvas.ts';
import { type Layout, type Split, useBlink, useCompareLook } from '../state/compare-look.ts';
import { derivedStore } from '../state/derived-store.ts';
import { type Mode, type Primitive, type Shading, useLook } from '../state/look.ts';
import { stageStore, useSelection } from '../state/selection.ts';
import { fitCamera } from './maths/flat-camera.ts';
import { layoutPanes, type Rectangle } from './maths/layout.ts';
import { firstCamera } from './maths/orbit-camera.ts';
import type { Pane } from './pane.ts';
import type { PaneDepth } from './pane-depth.ts';
import { paneStore } from './panes.ts';

/** A pane with its place on the stage. */
export interface PlacedPane extends Pane {
  rectangle: Rectangle;
  /** How much smaller than in the main pane the photo is drawn. */
  zoom: number;
}

/** All that is on the canvas, except what follows the pointer. */
export interface Frame {
  /** Of the stage, in CSS pixels. */
  width: number;
  height: number;
  mode: Mode;
  layout: Layout;
  panes: readonly PlacedPane[];
  /** Which pane the bars speak of; -1 where there is none. */
  activeIndex: number;
  /** Of the main pane; the others show the same part of the photo, smaller by their `zoom`. */
  flat: FlatCamera | null;
  orbit: OrbitCamera | null;
  colourMap: ColourMapName;
  isReversed: boolean;
  isSmooth: boolean;
  primitive: Primitive;
  shading: Shading;
  pointSize: number;
  edgeCut: number;
  edgeAngle: number;
  islands: number;
  split: Split | 'everywhere';
  splitAt: number;
  wipesPhoto: boolean;
  opacity: number;
  hasContours: boolean;
  edgeStep: number;
}

interface Placement {
  panes: readonly PlacedPane[];
  /** The main pane with the whole photo in it. */
  fitted: FlatCamera | null;
}

/** The panes on their rectangles: none while the stage has no size. */
const placementStore = derivedStore(
  [paneStore, stageStore, useStageSize, useCompareLook],
  () => {
    const { width, height } = useStageSize.getState();
    const { activePane } = stageStore.getState();
    const { layout } = useCompareLook.getState();
    return { panes: paneStore.getState(), width, height, layout, activeId: activePane?.id };
  },
  ({ panes, width, height, layout, activeId }): Placement => {
    if (panes.length === 0 || width < 1 || height < 1) return { panes: [], fitted: null };
    const { photo } = panes[0];
    const main = Math.max(
      0,
      panes.findIndex(({ content }) => content !== null && content.id === activeId),
    );
    const rectangles = layoutPanes(layout, panes.length, { width, height }, photo.width / photo.height, main);
    const whole = fitCamera(photo, rectangles[main]);
    const placed = panes.map((pane, index) => {
      const rectangle = rectangles[index];
      return { ...pane, rectangle, zoom: fitCamera(photo, rectangle).scale / whole.scale };
    });
    return { panes: placed, fitted: whole };
  },
);

/** The frame that the stage shows, computed once for each change of what it is made of; a pointer that moves changes nothing. */
export const frameStore = derivedStore(
  [placementStore, useStageSize, useSelection, useCamera, useLook, useCompareLook, useBlink],
  () => {
    const { flat, orbit } = useCamera.getState();
    const { width, height } = useStageSize.getState();
    return {
      placement: placementStore.getState(),
      width,
      height,
      activePane: useSelection.getState().activePane,
      flat,
      orbit,
      look: useLook.getState(),
      compareLook: useCompareLook.getState(),
      isBlinking: useBlink.getState().isOn,
    };
  },
  ({ placement, width, height, activePane, flat, orbit, isBlinking, ...settings }): Frame => {
    const { isQuiet: _, scale: __, gamma: ___, ...look } = settings.look;
    const { layout, split, splitAt, wipesPhoto, opacity, hasContours, edgeStep } = settings.compareLook;
    const { panes } = placement;
    const isShown = panes.length > 0;
    return {
      width,
      height,
      ...look,
      layout,
      panes,
      activeIndex: Math.min(activePane, panes.length - 1),
      flat: isShown ? (flat ?? placement.fitted) : null,
      orbit: isShown ? (orbit ?? firstOrbit(panes)) : null,
      split: isBlinking ? 'everywhere' : split,
      splitAt,
      wipesPhoto: wipesPhoto && !isBlinking,
      opacity,
      hasContours,
      edgeStep,
    };
  },
);

/** The frame of now, for code outside React. */
export function currentFrame(): Frame {
  return frameStore.getState();
}

/** The frame that is on the canvas, for what is written over it. */
export function useFrame(): Frame {
  return useStore(frameStore);
}

/** The pane that the bars speak of. */
export function activePaneOf({ panes, activeIndex }: Frame): PlacedPane | undefined {
  return panes[activeIndex];
}

/** The flat camera as a pane has it: in the focus layout small panes show the same part of the photo, smaller. */
export function flatOf(frame: Pick<Frame, 'flat'>, pane: { zoom: number }): FlatCamera | null {
  return frame.flat && { ...frame.flat, scale: frame.flat.scale * pane.zoom };
}

/** The camera turns around the middle of the first metric pane, else of the first pane that has a map. */
function firstOrbit(panes: readonly Pane[]): OrbitCamera | null {
  const depths = panes.flatMap((pane) => pane.depth ?? []);
  const first = firstMetric(panes) ?? depths[0];
  return first ? firstCamera(first.middle) : null;
}

function firstMetric(panes: readonly Pane[]): PaneDepth | undefined {
  return panes.find(({ depth }) => depth?.scale.kind === 'metric')?.depth ?? undefined;
}

/** By what the shared orbit camera is scaled for a pane: relative maps have no metres in common with others. */
export function cameraScaleOf({ panes, orbit }: Pick<Frame, 'panes' | 'orbit'>, depth: PaneDepth): number {
  if (!orbit) return 1;
  const metric = depth.scale.kind === 'metric' ? firstMetric(panes) : undefined;
  return (metric ?? depth).middle / orbit.homeDistance;
}
