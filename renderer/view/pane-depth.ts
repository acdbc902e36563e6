import type { Subject } from '../../contract/compare/comparison.ts';
import { mappingOfSubject } from '../../contract/compare/subject-mapping.ts';
import type { DepthKind, Window } from '../../contract/depth-map.ts';
import { IDENTITY, type Mapping, mapped } from '../../contract/maths/mapping.ts';
import type { Photo } from '../../contract/photo.ts';
import { type PaneContent, runOfPane } from '../state/panes.ts';
import { ASSUMED_PLANES, type Span, type StatedPlanes } from '../state/ranges.ts';
import type { CurrentComparison } from './current-comparison.ts';
import { depthInMetres, type MetricScale, metricScaleOf } from './maths/metric-scale.ts';
import type { Entries } from './resource-cache.ts';
import { loadedModelMap, loadedViewMap, type MapSource, type Plane, type ViewMap } from './resources.ts';

/** The map of a pane, with all that its values have to go through to be painted, printed or stood in space. */
export interface PaneDepth {
  map: ViewMap;
  /** Kind of the raw values. */
  kind: DepthKind;
  /** From raw values to the reference's; null where there is no fit. */
  alignedBy: Mapping | null;
  /** From raw values to those that are coloured: `alignedBy` where one scale is shared, else as they are. */
  shownBy: Mapping;
  /** Kind of the values that are shown. */
  shownKind: DepthKind;
  /** Whose range this is: its id in the store of ranges. */
  rangeKey: string;
  span: Span;
  scale: MetricScale;
  /** Metres around which the camera turns; of the nearest and of the farthest pixel. */
  middle: number;
  nearest: number;
  farthest: number;
  /** The map at the model's own size, where there is a model and it has been read, with what it covers of the photo. */
  model: { plane: Plane; window: Window } | null;
  /** Pixels of the shown map for one pixel of the model, along its longer side. */
  modelReach: number;
}

/** What the depth of a pane is made from, beside the pane itself. */
export interface DepthInputs {
  photo: Photo;
  current: CurrentComparison;
  /** Whether aligned maps are shown in the scale of the reference. */
  isShared: boolean;
  /** Ranges that a person chose, and planes that a person stated, as the store of ranges keeps them. */
  chosen: Readonly<Record<string, Span>>;
  stated: Readonly<Record<string, StatedPlanes>>;
  viewMaps: Entries<ViewMap>;
  modelMaps: Entries<Plane>;
}

/** The map that a pane is made from. */
export function sourceOf(content: PaneContent | null): MapSource | null {
  if (content?.what === 'truth') return content.truth;
  return runOfPane(content ?? undefined)?.result ?? null;
}

/** The depth of a pane; null where it has no map, or it has not been read. `subject` is its run in the current comparison. */
export function depthOfPane(
  content: PaneContent | null,
  inputs: DepthInputs,
  subject: Subject | null,
): PaneDepth | null {
  const source = sourceOf(content);
  const map = loadedViewMap(source, inputs.viewMaps);
  if (!content || !source || !map) return null;
  const { photo, current, isShared, chosen, stated } = inputs;
  const isPinned = content.id === current.pinned?.id;
  const alignedBy = isPinned ? IDENTITY : current.comparison && mappingOfSubject(subject, current.comparison);
  const reference = sourceOf(current.pinned);
  const likeMap = loadedViewMap(reference, inputs.viewMaps);
  const isLike = isShared && alignedBy !== null && reference !== null && likeMap !== null && !isPinned;
  const shownBy = isLike ? alignedBy : IDENTITY;
  const like = isLike ? reference : source;
  const rangeKey = (isLike ? current.pinned?.id : runOfPane(content)?.id) ?? content.id;
  const scale = metricScaleOf(like, shownBy, stated[photo.id] ?? ASSUMED_PLANES);
  return {
    map,
    kind: source.kind,
    alignedBy,
    shownBy,
    shownKind: like.kind,
    rangeKey,
    span: chosen[rangeKey] ?? (isLike ? likeMap.automatic : map.automatic),
    scale,
    ...extentOf(map, scale),
    model: modelOf(content, inputs.modelMaps),
    modelReach: modelReachOf(content, photo),
  };
}

function extentOf(map: ViewMap, scale: MetricScale): Pick<PaneDepth, 'middle' | 'nearest' | 'farthest'> {
  const ends = [depthInMetres(map.whole.near, scale), depthInMetres(map.whole.far, scale)].filter(
    (end) => end > 0,
  );
  const near = depthInMetres(map.automatic.near, scale);
  const median = depthInMetres(map.median, scale);
  // Harmonic, because what is near moves most when the camera turns.
  const middle = 2 / (1 / near + 1 / median);
  return {
    middle: middle > 0 ? middle : 1,
    nearest: ends.length > 0 ? Math.min(...ends) : 1,
    farthest: ends.length > 0 ? Math.max(...ends) : 1,
  };
}

function modelOf(content: PaneContent, modelMaps: Entries<Plane>): PaneDepth['model'] {
  const result = runOfPane(content)?.result;
  const plane = loadedModelMap(result, modelMaps);
  return result && plane ? { plane, window: result.placement.window } : null;
}

function modelReachOf(content: PaneContent, photo: Photo): number {
  const result = runOfPane(content)?.result;
  if (!result) return 1;
  const { model, placement, view } = result;
  const { window } = placement;
  const across = ((window.width / model.width) * view.width) / photo.width;
  const down = ((window.height / model.height) * view.height) / photo.height;
  return Math.max(1, Math.round(Math.max(across, down)));
}

/** A raw value in the reference's unit; NaN where there is no fit. */
export function alignedValue(raw: number, depth: Pick<PaneDepth, 'alignedBy'>): number {
  return depth.alignedBy ? mapped(raw, depth.alignedBy) : Number.NaN;
}
