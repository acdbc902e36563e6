import type { KeyboardEvent, PointerEvent } from 'react';
import { text } from '../language/text.ts';
import { compareLook } from '../state/compare-look.ts';
import type { Frame, PlacedPane } from '../view/frame.ts';
import { titleOf } from '../view/pane-title.ts';
import styles from './styles/compare.module.css';
import { splitAfterKey, splitUnder, wipePlace } from './wipe.ts';

interface Props {
  frame: Frame;
  pane: PlacedPane;
  /** One of the lines is the slider for keys and screen readers; all can be dragged. */
  isHandle: boolean;
}

/** The line between the reference (left, above) and what a pane shows. */
export function WipeLine({ frame, pane, isHandle }: Props) {
  const { split, splitAt } = frame;
  if ((split !== 'vertical' && split !== 'horizontal') || !pane.other || frame.mode !== 'depth') return null;
  const isVertical = split === 'vertical';
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const stage = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
    if (!stage) return;
    const point = { x: event.clientX - stage.left, y: event.clientY - stage.top };
    compareLook({ splitAt: splitUnder(point, split, pane.rectangle) });
  };
  const press = (event: KeyboardEvent) => {
    const to = splitAfterKey(event.key, splitAt);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    compareLook({ splitAt: to });
  };
  const place = wipePlace(split, splitAt, pane.rectangle);
  const slider = {
    role: 'slider',
    tabIndex: 0,
    'aria-label': text('compare.wipeBetween', { title: titleOf(pane.content) }),
    'aria-orientation': isVertical ? ('horizontal' as const) : ('vertical' as const),
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.round(splitAt * 100),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a slider where it can be focused, else a line to be dragged.
    <div
      className={styles.wipe}
      data-split={split}
      data-wipe=""
      style={place}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      {...(isHandle ? slider : { 'aria-hidden': true })}
    />
  );
}
