import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import type { ColourScale, Transfer } from '../../../contract/maths/transfer.ts';
import { text } from '../../language/text.ts';
import { useLook } from '../../state/look.ts';
import type { Span } from '../../state/ranges.ts';
import { chooseRange } from '../../state/ranges.ts';
import { depthText } from '../../view/depth-text.ts';
import { barSpan, moveEnd, placeOnBar } from '../../view/maths/range.ts';
import type { RangeMap } from '../../view/maths/shared-range.ts';
import styles from './bars.module.css';
import { type HistogramColours, histogramColumns, placeAfterKey } from './histogram-columns.ts';

interface Props {
  rangeKey: string;
  kind: DepthKind;
  map: RangeMap;
  span: Span;
  transfer: Transfer;
}

/** How many pixels have which colour, near on the left: a histogram of the painted scale; with a handle for each end. */
export function Histogram(props: Props) {
  const { map, span, transfer } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { colourMap: name, isReversed } = useLook();
  const { isInverse, exponent } = transfer;
  useEffect(() => {
    if (canvas.current && width > 0)
      drawHistogram(
        canvas.current,
        width,
        height,
        map,
        { ...span, isInverse, exponent },
        { table: colourMap(name), isReversed },
      );
  }, [width, height, map, span, name, isReversed, isInverse, exponent]);
  return (
    <div className={styles.histogram} ref={ref}>
      <canvas ref={canvas} />
      <Handle end="near" {...props} />
      <Handle end="far" {...props} />
    </div>
  );
}

function Handle({
  end,
  rangeKey,
  kind,
  map,
  span,
  transfer: { isInverse },
}: Props & { end: 'near' | 'far' }) {
  const bar = barSpan(map, isInverse);
  const place = Math.min(1, Math.max(0, placeOnBar(span[end], bar, isInverse)));
  const moveTo = (to: number) => chooseRange(rangeKey, moveEnd(span, bar, end, to, isInverse));
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (box) moveTo((event.clientX - box.left) / box.width);
  };
  const press = (event: KeyboardEvent) => {
    const to = placeAfterKey(event.key, place);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(to);
  };
  return (
    <div
      className={styles.handle}
      style={{ left: `${place * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={end === 'near' ? text('stage.nearEnd') : text('stage.farEnd')}
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

const IN_SPAN = '#c9cbce';
const OUTSIDE = '#55585d';
/** Of the colour scale below the columns, in CSS pixels. */
const SCALE_HEIGHT = 12;

/** Columns, and below them the colour scale itself. */
function drawHistogram(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  map: RangeMap,
  scale: ColourScale,
  colours: HistogramColours,
) {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  const scaleHeight = Math.round(SCALE_HEIGHT * ratio);
  const tallest = canvas.height - scaleHeight - ratio;
  context.fillStyle = '#101112';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { histograms } = map;
  const shown = { histograms, whole: barSpan(map, scale.isInverse) };
  for (const [x, column] of histogramColumns(canvas.width, shown, scale, colours).entries()) {
    const tall = column.height * tallest;
    context.fillStyle = column.isInSpan ? IN_SPAN : OUTSIDE;
    context.fillRect(x, tallest - tall, 1, tall);
    context.fillStyle = column.colour;
    context.fillRect(x, canvas.height - scaleHeight, 1, scaleHeight);
  }
}
