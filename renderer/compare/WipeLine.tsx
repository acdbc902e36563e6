import type { KeyboardEvent, PointerEvent } from 'react';
import { compareLook, moveSplit } from '../state/compare-look.ts';
import type { Frame, PlacedPane } from '../view/frame.ts';
import { titleOf } from '../view/pane-title.ts';
import styles from './compare.module.css';

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
  const { left, top, width, height } = pane.rectangle;
  const isVertical = split === 'vertical';
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const stage = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
    if (!stage) return;
    const share = isVertical
      ? (event.clientX - stage.left - left) / width
      : (event.clientY - stage.top - top) / height;
    compareLook({ splitAt: Math.min(1, Math.max(0, share)) });
  };
  const press = (event: KeyboardEvent) => {
    const step = {
      ArrowLeft: -0.01,
      ArrowUp: -0.01,
      ArrowRight: 0.01,
      ArrowDown: 0.01,
      PageUp: -0.1,
      PageDown: 0.1,
    }[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) compareLook({ splitAt: event.key === 'Home' ? 0 : 1 });
    else moveSplit(step);
  };
  const place = isVertical
    ? { left: left + splitAt * width, top, height }
    : { left, top: top + splitAt * height, width };
  const slider = {
    role: 'slider',
    tabIndex: 0,
    'aria-label': `Wipe between the reference and ${titleOf(pane.content)}`,
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
