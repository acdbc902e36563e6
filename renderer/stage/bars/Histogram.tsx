import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { type ColourMapName, colourMap } from '../../../contract/colour-maps.ts';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { useLook } from '../../state/look.ts';
import type { Span } from '../../state/ranges.ts';
import { chooseRange } from '../../state/ranges.ts';
import { depthText } from '../../text/depth-text.ts';
import { moveEnd, placeOnBar, valueOnBar } from '../../view/range.ts';
import type { ViewMap } from '../../view/resources.ts';
import styles from './bars.module.css';

interface Props {
  rangeKey: string;
  kind: DepthKind;
  map: ViewMap;
  span: Span;
}

/** How many pixels have which depth, near on the left, in the colours they are shown in; with a handle for each end. */
export function Histogram({ rangeKey, kind, map, span }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { colourMap: name, isReversed, gamma } = useLook();
  useEffect(() => {
    if (canvas.current && width > 0)
      drawHistogram(canvas.current, width, height, map, span, { name, isReversed, gamma });
  }, [width, height, map, span, name, isReversed, gamma]);
  return (
    <div className={styles.histogram} ref={ref}>
      <canvas ref={canvas} />
      <Handle end="near" rangeKey={rangeKey} kind={kind} map={map} span={span} />
      <Handle end="far" rangeKey={rangeKey} kind={kind} map={map} span={span} />
    </div>
  );
}

function Handle({ end, rangeKey, kind, map, span }: Props & { end: 'near' | 'far' }) {
  const place = Math.min(1, Math.max(0, placeOnBar(span[end], map.whole)));
  const moveTo = (to: number) => chooseRange(rangeKey, moveEnd(span, map.whole, end, to));
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const bar = event.currentTarget.parentElement?.getBoundingClientRect();
    if (bar) moveTo((event.clientX - bar.left) / bar.width);
  };
  const press = (event: KeyboardEvent) => {
    const step = {
      ArrowLeft: -0.01,
      ArrowDown: -0.01,
      ArrowRight: 0.01,
      ArrowUp: 0.01,
      PageDown: -0.1,
      PageUp: 0.1,
    }[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(step === undefined ? (event.key === 'Home' ? 0 : 1) : place + step);
  };
  return (
    <div
      className={styles.handle}
      style={{ left: `${place * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={end === 'near' ? 'Near end of the range' : 'Far end of the range'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(place * 100)}
      aria-valuetext={depthText(span[end], kind)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

interface Colours {
  name: ColourMapName;
  isReversed: boolean;
  gamma: number;
}

/** Columns as high as the square root of their share, so that small things stay visible; below them the scale itself. */
function drawHistogram(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  map: ViewMap,
  span: Span,
  colours: Colours,
) {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  const table = colourMap(colours.name);
  const { counts } = map.histogram;
  const isNearLarge = map.whole.near > map.whole.far;
  const largest = Math.max(1, ...counts);
  const scaleHeight = Math.round(12 * ratio);
  const room = canvas.height - scaleHeight - ratio;
  context.fillStyle = '#101112';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (let x = 0; x < canvas.width; x++) {
    const place = (x + 0.5) / canvas.width;
    const value = valueOnBar(place, map.whole);
    const nearness = Math.min(1, Math.max(0, (value - span.far) / (span.near - span.far)));
    const index = Math.round(255 * nearness ** colours.gamma);
    const at = 3 * (colours.isReversed ? 255 - index : index);
    const bin = Math.min(counts.length - 1, Math.floor((isNearLarge ? 1 - place : place) * counts.length));
    const isShown = place >= placeOnBar(span.near, map.whole) && place <= placeOnBar(span.far, map.whole);
    const tall = Math.sqrt(counts[bin] / largest) * room;
    context.fillStyle = isShown ? '#c9cbce' : '#55585d';
    context.fillRect(x, room - tall, 1, tall);
    context.fillStyle = `rgb(${table[at]} ${table[at + 1]} ${table[at + 2]})`;
    context.fillRect(x, canvas.height - scaleHeight, 1, scaleHeight);
  }
}
