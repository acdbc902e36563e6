import type { Subject } from '../../contract/comparison.ts';
import type { DepthKind, Window } from '../../contract/depth-map.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { type Current, subjectOf } from './current-comparison.ts';
import { limitOf } from './difference-limit.ts';
import { IDENTITY, type Mapping, mapped, mappingOf } from './mapping.ts';
import { type DifferenceTint, isDifference, type Tint } from '../state/compare-look.ts';
import { type PaneContent, PHOTO_PANE, runOfPane } from '../state/panes.ts';
import { ASSUMED_PLANES, useRanges } from '../state/ranges.ts';
import type { Rectangle } from './layout.ts';
import { depthInMetres, type MetricScale, metricScaleOf } from './metric-scale.ts';
import type { Span } from './range.ts';
import { type MapSource, mapOf, modelOf, type Plane, type SeenMap } from './resources.ts';

/** One pane with all that is needed to draw it or to ask what lies under a point of it. */
export interface Pane {
  rectangle: Rectangle;
  /** How much smaller than in the main pane the photo is drawn. */
  zoom: number;
  photo: Photo;
  picture: ImageBitmap | null;
  /** Null while the photo has no run. */
  content: PaneContent | null;
  run: Run | null;
  depth: PaneDepth | null;
  /** What the map is painted as; `photo` where there is none to be painted. */
  tint: Tint | 'photo';
  limit: number;
  /** What the other side of a wipe shows; null for the reference itself. */
  other: Other | null;
  isReference: boolean;
  subject: Subject | null;
  /** Why the difference that was asked for cannot be shown, in one sentence. */
  lack: string | null;
}

export interface PaneDepth {
  map: SeenMap;
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
  /** Pixels of the shown map for one pixel of the model. */
  modelReach: number;
  /** By what the shared orbit camera is scaled for this pane: relative maps have no metres in common with others. */
  cameraScale: number;
}

export type Other = { shows: 'photo' } | { shows: 'depth'; depth: PaneDepth };

/** What all panes of a frame have in common. */
export interface Setting {
  photo: Photo;
  current: Current;
  tint: Tint;
  measure: DifferenceTint;
  isShared: boolean;
  limits: Partial<Record<DifferenceTint, number>>;
}

/** A pane without its place. */
export function paneOf(
  content: PaneContent | null,
  setting: Setting,
): Omit<Pane, 'rectangle' | 'zoom' | 'picture'> {
  const { photo, current } = setting;
  const run = runOfPane(content ?? undefined);
  const subject = subjectOf(current.comparison, run?.id);
  const isReference = content !== null && content.id === current.pinned?.id;
  const depth = depthOfPane(content, setting, subject);
  const tint = tintOf(content, setting, depth, isReference);
  const other = isReference ? null : otherSide(setting);
  const isReady = tint === 'rank' ? other?.shows === 'depth' : depth?.alignedBy;
  const isLacking = isDifference(tint as Tint) && depth !== null && !isReady;
  return {
    photo,
    content,
    run,
    depth,
    tint: isLacking ? 'depth' : tint,
    limit: isDifference(tint as Tint)
      ? limitOf(tint as DifferenceTint, current.comparison, setting.limits)
      : 1,
    other,
    isReference,
    subject,
    lack: lackOf(content, tint, setting, subject, isLacking),
  };
}

function tintOf(
  content: PaneContent | null,
  { tint, measure }: Setting,
  depth: PaneDepth | null,
  isReference: boolean,
): Tint | 'photo' {
  if (!depth) return 'photo';
  if (content?.what === 'difference') return measure;
  // Reference and truth have no difference from the reference worth looking at.
  if (isDifference(tint) && (isReference || content?.what === 'truth')) return 'depth';
  return tint;
}

function lackOf(
  content: PaneContent | null,
  tint: Tint | 'photo',
  { current }: Setting,
  subject: Subject | null,
  isLacking: boolean,
): string | null {
  const run = runOfPane(content ?? undefined);
  if (isLacking && run && run.id === runOfPane(current.pinned ?? undefined)?.id)
    return 'This run is the reference itself: it differs from nothing.';
  if (isLacking && tint === 'rank' && current.reference) return 'The reference is being read.';
  if (subject?.refusal && tint !== 'rank' && (isLacking || content?.what === 'difference'))
    return subject.refusal;
  if (isLacking) {
    return current.reference
      ? 'It is being aligned to the reference.'
      : 'There is nothing to compare with: pin a run or ground truth as the reference.';
  }
  if ((tint === 'ratio' || tint === 'relative-error') && current.comparison?.unit === 'relative')
    return 'A relative reference has no true zero, so that ratios mean nothing: pin a metric run or ground truth.';
  return null;
}

function otherSide(setting: Setting): Other | null {
  const { pinned } = setting.current;
  if (!pinned) return null;
  if (pinned.id === PHOTO_PANE) return { shows: 'photo' };
  const depth = depthOfPane(pinned, setting, subjectOf(setting.current.comparison, runOfPane(pinned)?.id));
  return depth && { shows: 'depth', depth };
}

/** The map that a pane is made from. */
export function sourceOf(content: PaneContent | null): MapSource | null {
  if (content?.what === 'truth') return content.truth;
  return runOfPane(content ?? undefined)?.result ?? null;
}

function depthOfPane(
  content: PaneContent | null,
  setting: Setting,
  subject: Subject | null,
): PaneDepth | null {
  const source = sourceOf(content);
  const map = mapOf(source);
  if (!content || !source || !map) return null;
  const { photo, current, isShared } = setting;
  const isPinned = content.id === current.pinned?.id;
  const alignedBy = isPinned ? IDENTITY : current.comparison && mappingOf(subject, current.comparison);
  const reference = sourceOf(current.pinned);
  const likeMap = mapOf(reference);
  const isLike = isShared && alignedBy !== null && reference !== null && likeMap !== null && !isPinned;
  const shownBy = isLike ? alignedBy : IDENTITY;
  const like = isLike ? reference : source;
  const rangeKey = (isLike ? current.pinned?.id : runOfPane(content)?.id) ?? content.id;
  const { chosen, stated } = useRanges.getState();
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
    ...reachOf(map, scale),
    model: modelOfPane(content),
    modelReach: modelReachOf(content, photo),
    cameraScale: 1,
  };
}

function reachOf(map: SeenMap, scale: MetricScale): Pick<PaneDepth, 'middle' | 'nearest' | 'farthest'> {
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

function modelOfPane(content: PaneContent): PaneDepth['model'] {
  const result = runOfPane(content)?.result;
  const plane = modelOf(result);
  return result && plane ? { plane, window: result.placement.window } : null;
}

function modelReachOf(content: PaneContent, photo: Photo): number {
  const result = runOfPane(content)?.result;
  if (!result) return 1;
  const { model, placement, view } = result;
  return Math.max(1, Math.round(((placement.window.width / model.width) * view.width) / photo.width));
}

/** A raw value in the reference's unit; NaN where there is no fit. */
export function alignedValue(raw: number, depth: PaneDepth): number {
  return depth.alignedBy ? mapped(raw, depth.alignedBy) : Number.NaN;
}
