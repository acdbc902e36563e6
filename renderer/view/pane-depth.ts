import type { Subject } from '../../contract/compare/comparison.ts';
import { mappingOfSubject } from '../../contract/compare/subject-mapping.ts';
import type { DepthKind, Resampler, Window } from '../../contract/depth-map.ts';
import { depthInMetres, type MetricScale } from '../../contract/maths/depth-in-metres.ts';
import { IDENTITY, type Mapping, mapped } from '../../contract/maths/mapping.ts';
import { isInverseScale, type ScaleName, type Transfer } from '../../contract/maths/transfer.ts';
import type { Photo } from '../../contract/photo.ts';
import type { MendSession } from '../state/mend/mend.ts';
import { type PaneContent, runOfPane } from '../state/panes.ts';
import { ASSUMED_PLANES, type Span, type StatedPlanes } from '../state/ranges.ts';
import type { CurrentComparison } from './current-comparison.ts';
import type { RangeMap } from './maths/shared-range.ts';
import type { Entries } from './resource-cache.ts';
import { loadedModelMap, loadedViewMap, type MapSource, type Plane, type ViewMap } from './resources.ts';

/** The map of a pane, with all that its values have to go through to be painted, printed or stood in space. */
export interface PaneDepth {
  map: ViewMap;
  /** Kind of the raw values. */
  kind: DepthKind;
  /** From raw values to the reference's; null where there is no fit. */
  alignedBy: Mapping | null;
  /** From raw values to those that are coloured, and nothing else: `alignedBy` where one scale is shared, else as they are. */
  shownBy: Mapping;
  /** Whether the colours are not those of the map's own values. */
  isAligned: boolean;
  /** Kind of the values that are coloured. */
  shownKind: DepthKind;
  /** What the range is kept by in the store of ranges, and the values that it is made from. */
  rangeKey: string;
  rangeMap: RangeMap;
  span: Span;
  transfer: Transfer;
  /** Metres of the raw values, for measuring, 3D and files: no alignment has a say in it. Shaders are told the range of metric maps too. */
  scale: StatedPlanes & { kind: DepthKind; minimum: number; maximum: number };
  /** Metres around which the camera turns; of the nearest and of the farthest pixel. */
  middle: number;
  nearest: number;
  farthest: number;
  /** The map at the model's own size, where there is a model and it has been read, with what it covers of the photo and how it is enlarged. */
  model: { plane: Plane; window: Window; method: Resampler } | null;
  /** Pixels of the shown map for one pixel of the model, along its longer side. */
  modelReach: number;
}

/** What the depth of a pane is made from, beside the pane itself. */
export interface DepthInputs {
  photo: Photo;
  current: CurrentComparison;
  /** Whose scale is shared by all that is in its unit or aligned to it; null where each pane has its own. */
  scaleOwner: PaneContent | null;
  /** The scale of all that is in metres, where its owner is no reference that others are aligned to; null where there is none. */
  rangeOfMetres: RangeMap | null;
  scaleName: ScaleName;
  /** By what exponents are multiplied. */
  gamma: number;
  /** Ranges that a person chose, and planes that a person stated, as the store of ranges keeps them. */
  chosen: Readonly<Record<string, Span>>;
  stated: Readonly<Record<string, StatedPlanes>>;
  viewMaps: Entries<ViewMap>;
  modelMaps: Entries<Plane>;
  /** The map that is mended now: it is shown as it has become. */
  mended: MendSession | null;
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
  const read = loadedViewMap(source, inputs.viewMaps);
  if (!content || !source || !read) return null;
  const map = mendedMap(content, read, inputs.mended);
  const { photo, current, chosen, stated } = inputs;
  const isPinned = content.id === current.pinned?.id;
  const alignedBy = isPinned ? IDENTITY : current.comparison && mappingOfSubject(subject, current.comparison);
  const shared = sharedScale(content, source.kind, alignedBy, inputs);
  const like = shared ?? { key: runOfPane(content)?.id ?? content.id, kind: source.kind, map, by: IDENTITY };
  const range = (source.kind === 'metric' ? inputs.rangeOfMetres : null) ?? like.map;
  const isInverse = isInverseScale(inputs.scaleName, like.kind);
  const { inverse, linear } = range.exponents;
  const automatic = inputs.scaleName === 'auto' ? (isInverse ? inverse : linear) : 1;
  const { kind, minimum, maximum } = source;
  const scale = { kind, minimum, maximum, ...(stated[photo.id] ?? ASSUMED_PLANES) };
  return {
    map,
    kind,
    alignedBy,
    shownBy: like.by,
    isAligned: !isIdentity(like.by),
    shownKind: like.kind,
    rangeKey: rangeKeyOf(like, inputs),
    rangeMap: range,
    span: chosen[rangeKeyOf(like, inputs)] ?? range.automatic,
    transfer: { isInverse, exponent: automatic * inputs.gamma },
    scale,
    ...extentOf(map, scale),
    model: modelOf(content, inputs.modelMaps),
    modelReach: modelReachOf(content, photo),
  };
}

/** Ranges and colours stay those of the map as it was, so that a stroke changes nothing but what it is drawn on. */
function mendedMap(content: PaneContent, map: ViewMap, mended: MendSession | null): ViewMap {
  if (!mended || content.what !== 'run' || content.run.id !== mended.runId || mended.shown === map.values)
    return map;
  const known = mendedMaps.get(mended.shown) ?? { ...map, values: mended.shown };
  mendedMaps.set(mended.shown, known);
  return known;
}

/** One for each stroke, by its values: textures are kept by the map that they are made of. */
const mendedMaps = new WeakMap<Float32Array, ViewMap>();

interface Like {
  key: string;
  kind: DepthKind;
  map: ViewMap;
  /** From raw values to the owner's. */
  by: Mapping;
}

/** The scale that a pane takes over: of the reference that it is aligned to, or of a map that is in metres as it is itself. */
function sharedScale(
  content: PaneContent,
  kind: DepthKind,
  alignedBy: Mapping | null,
  { scaleOwner: owner, current, viewMaps }: DepthInputs,
): Like | null {
  const source = sourceOf(owner);
  const map = loadedViewMap(source, viewMaps);
  if (!owner || !source || !map || owner.id === content.id) return null;
  const areMetres = kind === 'metric' && source.kind === 'metric';
  const by = (owner.id === current.pinned?.id ? alignedBy : null) ?? (areMetres ? IDENTITY : null);
  return by && { key: runOfPane(owner)?.id ?? owner.id, kind: source.kind, map, by };
}

/** All that shares one scale in metres has one range, whichever pane that scale is of now: a range that was set by hand stays when that one goes. */
function rangeKeyOf({ key, kind }: Like, { scaleOwner, photo }: DepthInputs): string {
  return kind === 'metric' && sourceOf(scaleOwner)?.kind === 'metric' ? metresRangeKey(photo.id) : key;
}

/** What the range of all metres of a photo is kept by. */
export function metresRangeKey(photoId: string): string {
  return `metres:${photoId}`;
}

function isIdentity({ isInputInverted, isOutputInverted, scale, shift }: Mapping): boolean {
  return isInputInverted === isOutputInverted && scale === 1 && shift === 0;
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
  if (!result || !plane) return null;
  const { window, method } = result.placement;
  return { plane, window, method };
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
