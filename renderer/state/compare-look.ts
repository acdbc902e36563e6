import { createStore } from './create-store.ts';

export type Layout = 'grid' | 'row' | 'focus';
/** What a depth map is painted as, in the order of the menu. */
export const TINTS = ['depth', 'difference', 'ratio', 'relative-error', 'rank', 'normals', 'edges'] as const;
export type Tint = (typeof TINTS)[number];
/** Which part of each pane shows the reference instead: left of a line, above a line, inside a circle. */
export type Split = 'none' | 'vertical' | 'horizontal' | 'lens';

/** Those that need a reference. Only ranks need no alignment to it. */
export const DIFFERENCES = ['difference', 'ratio', 'relative-error', 'rank'] as const;
export type DifferenceTint = (typeof DIFFERENCES)[number];

export function isDifference(tint: Tint | 'photo'): tint is DifferenceTint {
  return (DIFFERENCES as readonly string[]).includes(tint);
}

interface CompareLook {
  layout: Layout;
  tint: Tint;
  /** What panes of differences show. */
  measure: DifferenceTint;
  split: Split;
  /** Whether the wipe shows the photo on its other side although a reference is pinned. */
  wipesPhoto: boolean;
  /** Place of the line as a share of the pane's width or height. */
  splitAt: number;
  /** How much of the depth lies over the photo; 1 hides the photo. */
  opacity: number;
  hasContours: boolean;
  /** One colour scale for all panes that are aligned to the reference. */
  isShared: boolean;
  /** Where a scale of differences ends, as a person set it; left out: where 98 % of the pixels are. */
  limits: Partial<Record<DifferenceTint, number>>;
  /** Relative step of depth from which on an edge is drawn. */
  edgeStep: number;
}

/** How panes are set beside each other. None of it costs a call. */
export const useCompareLook = createStore<CompareLook>(() => ({
  layout: 'grid',
  tint: 'depth',
  measure: 'difference',
  split: 'none',
  wipesPhoto: false,
  splitAt: 0.5,
  opacity: 1,
  hasContours: false,
  isShared: true,
  limits: {},
  edgeStep: 0.03,
}));

export function compareLook(change: Partial<CompareLook>): void {
  useCompareLook.setState(change);
}

export function moveSplit(by: number): void {
  const { splitAt } = useCompareLook.getState();
  compareLook({ splitAt: Math.min(1, Math.max(0, splitAt + by)) });
}

export function limitDifference(tint: DifferenceTint, limit: number | undefined): void {
  useCompareLook.setState(({ limits }) => ({ limits: { ...limits, [tint]: limit } }));
}

/** True while the key is held that shows the reference in every pane. */
export const useBlink = createStore<{ isOn: boolean }>(() => ({ isOn: false }));
