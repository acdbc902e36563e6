import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useMemo, useRef } from 'react';
import type { Frame } from '../../view/frame.ts';
import { activeIndex } from '../../view/frame.ts';
import { depthText, niceStep } from '../../view/range.ts';
import type { Stroke } from '../../state/measure.ts';
import { useProbe } from '../../state/probe.ts';
import styles from './measure.module.css';
import { nearestPlace, profileCsv, profilesAlong, rangeOfProfiles } from './profile.ts';
import { saveText } from './save-text.ts';

/** Eight colours that colour-blind eyes tell apart (M. Okabe, K. Ito, 2008), lightened for a dark ground. */
export const LINE_COLOURS = [
  '#56b4e9',
  '#e69f00',
  '#2fc39a',
  '#f0e442',
  '#e07be0',
  '#ff8a65',
  '#9db4ff',
  '#d0d0d0',
];
const LEFT = 48;
const BOTTOM = 18;
const TOP = 8;

/** Depth along the drawn line, near below; the crosshair in the panes and the one here are the same. */
export function ProfilePlot({ frame, stroke }: { frame: Frame; stroke: Stroke }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const at = useProbe((state) => state.at);
  const active = frame.panes[activeIndex(frame)];
  const profiles = useMemo(
    () => profilesAlong(stroke, frame.panes, active),
    // The frame is made anew with each render; these are what the values hang on.
    [stroke, frame.panes, active],
  );
  const { places, alike, others, kind } = profiles;
  const { low, high } = rangeOfProfiles(alike);
  const room = Math.max(1, width - LEFT - 8);
  const tall = Math.max(1, height - BOTTOM - TOP);
  const xOf = (i: number) => LEFT + (i / (places.length - 1)) * room;
  const yOf = (value: number) => TOP + tall - ((value - low) / (high - low)) * tall;
  const hovered = at ? nearestPlace(places, at, 6) : null;
  const hover = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / room;
    const place = places[Math.round(Math.min(1, Math.max(0, share)) * (places.length - 1))];
    useProbe.setState({ at: { x: place.x, y: place.y }, isByKeyboard: false });
  };
  const step = niceStep(high - low, 4);
  const ticks = Array.from(
    { length: Math.floor(high / step) - Math.ceil(low / step) + 1 },
    (_, i) => (Math.ceil(low / step) + i) * step,
  );
  const unit = kind === 'metric' ? 'm' : 'relative';
  return (
    <div className={styles.profile}>
      <div className={styles.plot} ref={ref}>
        <svg
          ref={svg}
          xmlns="http://www.w3.org/2000/svg"
          width={width}
          height={height}
          viewBox={`0 0 ${Math.max(1, width)} ${Math.max(1, height)}`}
          fontFamily="system-ui, sans-serif"
          fontSize="11"
          role="img"
          aria-label={`Profile of ${alike.map(({ title }) => title).join(', ')} along the line`}
          data-testid="profile"
          onPointerMove={hover}
          onPointerLeave={() => useProbe.setState({ at: null })}
        >
          <rect width={width} height={height} fill="#101112" />
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - 8} y1={yOf(tick)} y2={yOf(tick)} stroke="#2c2e31" />
              <text x={LEFT - 6} y={yOf(tick) + 4} textAnchor="end" fill="#a9abaf">
                {Number(tick.toPrecision(4))}
              </text>
            </g>
          ))}
          <text x={LEFT} y={height - 5} fill="#a9abaf">
            0
          </text>
          <text x={width - 8} y={height - 5} textAnchor="end" fill="#a9abaf">
            {places.at(-1)?.pixels.toFixed(0)} photo pixels; values in {unit}
          </text>
          {alike.map(({ title, values }, index) => (
            <path
              key={title + String(index)}
              d={pathOf(values, xOf, yOf)}
              fill="none"
              stroke={LINE_COLOURS[index % LINE_COLOURS.length]}
              strokeWidth="1.600"
            />
          ))}
          {hovered !== null && (
            <line x1={xOf(hovered)} x2={xOf(hovered)} y1={TOP} y2={TOP + tall} stroke="#fff" opacity="0.6" />
          )}
        </svg>
      </div>
      <ul className={styles.legend}>
        {alike.map(({ title, values }, index) => (
          <li key={title + String(index)}>
            <span style={{ background: LINE_COLOURS[index % LINE_COLOURS.length] }} />
            <b>{title}</b>
            {hovered !== null && <i>{depthText(values[hovered], kind)}</i>}
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <p className={styles.note}>
              In other units: {others.join(', ')}. Pin a reference and share the scale to see all in one plot.
            </p>
          </li>
        )}
        <li className={styles.buttons}>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => saveText(profileCsv(profiles), 'profile.csv', 'text/csv')}
          >
            CSV
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => svg.current && saveText(svg.current.outerHTML, 'profile.svg', 'image/svg+xml')}
          >
            SVG
          </Button>
        </li>
      </ul>
    </div>
  );
}

/** Broken where there is no value. */
function pathOf(
  values: readonly number[],
  xOf: (i: number) => number,
  yOf: (value: number) => number,
): string {
  let path = '';
  let isDown = false;
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value)) isDown = false;
    else {
      path += `${isDown ? 'L' : 'M'}${xOf(i).toFixed(1)} ${yOf(value).toFixed(1)}`;
      isDown = true;
    }
  }
  return path;
}
