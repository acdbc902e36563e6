import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import { MiddleCut } from '../../controls/MiddleCut.tsx';
import { digitsText, fixedText } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import { saveFile } from '../../server/files.ts';
import type { Stroke } from '../../state/measure.ts';
import { useProbe } from '../../state/probe.ts';
import { depthText } from '../../view/depth-text.ts';
import type { Pane } from '../../view/pane.ts';
import styles from './measure.module.css';
import { nearestPlace, type Profiles, profilesAlong } from './profile.ts';
import { profileCsv } from './profile-csv.ts';
import { type ProfileScales, pathOf, placeAcross, scalesOf } from './profile-scales.ts';

/** Eight colours that colour-blind eyes tell apart (M. Okabe, K. Ito, 2008), lightened for a dark ground. */
const LINE_COLOURS = ['#56b4e9', '#e69f00', '#2fc39a', '#f0e442', '#e07be0', '#ff8a65', '#9db4ff', '#d0d0d0'];
/** The crosshair is on the line up to so many photo pixels beside it. */
const HOVER_REACH = 6;

interface Props {
  panes: readonly Pane[];
  active: Pane | undefined;
  stroke: Stroke;
}

/** Depth along the drawn line, near below; the crosshair in the panes and the one here are the same. */
export function ProfilePlot({ panes, active, stroke }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const at = useProbe((state) => state.at);
  const profiles = useMemo(() => profilesAlong(stroke, panes, active), [stroke, panes, active]);
  const hovered = at ? nearestPlace(profiles.places, at, HOVER_REACH) : null;
  return (
    <div className={styles.profile}>
      <Plot svg={svg} profiles={profiles} hovered={hovered} />
      <Legend svg={svg} profiles={profiles} hovered={hovered} />
    </div>
  );
}

interface PartProps {
  svg: RefObject<SVGSVGElement | null>;
  profiles: Profiles;
  /** Index of the place under the crosshair. */
  hovered: number | null;
}

function Plot({ svg, profiles, hovered }: PartProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { places, alike, kind } = profiles;
  const scales = scalesOf(profiles, width, height);
  const { xOf, left, right, top, bottom } = scales;
  const hover = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = places[placeAcross(scales, event.clientX - box.left, places.length)];
    useProbe.setState({ at: { x: place.x, y: place.y }, isByKeyboard: false });
  };
  return (
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
        aria-label={text('compare.profileOf', { maps: alike.map(({ title }) => title).join(', ') })}
        data-testid="profile"
        onPointerMove={hover}
        onPointerLeave={() => useProbe.setState({ at: null })}
      >
        <rect width={width} height={height} fill="#101112" />
        <Grid scales={scales} />
        <text x={left} y={height - 5} fill="#a9abaf">
          0
        </text>
        <text x={right} y={height - 5} textAnchor="end" fill="#a9abaf">
          {text('compare.profileAxis', { pixels: fixedText(places.at(-1)?.pixels ?? 0, 0), kind })}
        </text>
        {alike.map(({ title, values }, index) => (
          <path
            key={title + String(index)}
            d={pathOf(values, scales)}
            fill="none"
            stroke={LINE_COLOURS[index % LINE_COLOURS.length]}
            strokeWidth="1.600"
          />
        ))}
        {hovered !== null && (
          <line x1={xOf(hovered)} x2={xOf(hovered)} y1={top} y2={bottom} stroke="#fff" opacity="0.6" />
        )}
      </svg>
    </div>
  );
}

function Grid({ scales: { ticks, yOf, left, right } }: { scales: ProfileScales }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={left} x2={right} y1={yOf(tick)} y2={yOf(tick)} stroke="#2c2e31" />
      <text x={left - 6} y={yOf(tick) + 4} textAnchor="end" fill="#a9abaf">
        {digitsText(String(Number(tick.toPrecision(4))))}
      </text>
    </g>
  ));
}

function Legend({ svg, profiles, hovered }: PartProps) {
  const { alike, others, kind } = profiles;
  return (
    <ul className={styles.legend}>
      {alike.map(({ title, values }, index) => (
        <li key={title + String(index)}>
          <span style={{ background: LINE_COLOURS[index % LINE_COLOURS.length] }} />
          <b>
            <MiddleCut text={title} />
          </b>
          {hovered !== null && <i>{depthText(values[hovered], kind)}</i>}
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <p className={styles.note}>{text('compare.inOtherUnits', { maps: others.join(', ') })}</p>
        </li>
      )}
      <li className={styles.buttons}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => saveFile(new Blob([profileCsv(profiles)], { type: 'text/csv' }), 'profile.csv')}
        >
          {text('compare.csvFile')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            svg.current &&
            saveFile(new Blob([svg.current.outerHTML], { type: 'image/svg+xml' }), 'profile.svg')
          }
        >
          {text('compare.svgFile')}
        </Button>
      </li>
    </ul>
  );
}
