import type { KnownLength } from '../../contract/calls/compare-calls.ts';
import { createStore } from './create-store.ts';

export interface Point {
  x: number;
  y: number;
}
export interface Stroke {
  from: Point;
  to: Point;
}

/** What dragging on a flat pane does. */
export type Tool = 'none' | 'line' | 'box' | 'distance';

interface MeasureState {
  tool: Tool;
  /** What was drawn last with each tool, in photo pixels. */
  line: Stroke | null;
  box: Stroke | null;
  distance: Stroke | null;
  /** Whether a stroke is being drawn now: what costs a call waits until it ends. */
  isDrawing: boolean;
}

export const useMeasure = createStore<MeasureState>(() => ({
  tool: 'none',
  line: null,
  box: null,
  distance: null,
  isDrawing: false,
}));

export function chooseTool(tool: Tool): void {
  useMeasure.setState({ tool });
}

/** What was drawn with the tool that is chosen. */
export function strokeNow(state: MeasureState): Stroke | null {
  return state.tool === 'none' ? null : state[state.tool];
}

export function draw(stroke: Stroke | null): void {
  const { tool } = useMeasure.getState();
  if (tool !== 'none') useMeasure.setState({ [tool]: stroke });
}

/** The rectangle between two corners. */
export function boxBetween({ from, to }: Stroke): {
  left: number;
  top: number;
  width: number;
  height: number;
} {
  return {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/** The points that a line is drawn through to show a stroke: its ends, or around the box between them. */
export function cornersOf({ from, to }: Stroke, tool: Tool): Point[] {
  if (tool !== 'box') return [from, to];
  return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }, from];
}

/** What a person knows of the scene in metres, by photo; it makes relative maps metric. */
export const useKnownLengths = createStore<{ lengths: Readonly<Record<string, readonly KnownLength[]>> }>(
  () => ({
    lengths: {},
  }),
);

export function addKnownLength(photoId: string, length: KnownLength): void {
  useKnownLengths.setState(({ lengths }) => ({
    lengths: { ...lengths, [photoId]: [...(lengths[photoId] ?? []), length] },
  }));
}

export function removeKnownLength(photoId: string, index: number): void {
  useKnownLengths.setState(({ lengths }) => ({
    lengths: { ...lengths, [photoId]: (lengths[photoId] ?? []).toSpliced(index, 1) },
  }));
}
