import { useLayoutEffect, useRef, useState } from 'react';
import { cutInMiddle } from './cut-in-middle.ts';
import styles from './middle-cut.module.css';

const pencil = document.createElement('canvas').getContext('2d');

/** A name that is cut in its middle where it has no room: what tells two apart often stands at the end. Its tooltip says it whole then. */
export function MiddleCut({ text }: { text: string }) {
  const box = useRef<HTMLSpanElement>(null);
  const whole = useRef<HTMLSpanElement>(null);
  const [shorter, setShorter] = useState<string | null>(null);
  useLayoutEffect(() => {
    const measure = () => {
      if (box.current && whole.current) setShorter(cutToFit(text, box.current, whole.current));
    };
    measure();
    const watch = new ResizeObserver(measure);
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, [text]);
  return (
    <span ref={box} className={styles.name} data-testid="name" title={shorter === null ? undefined : text}>
      {/* Stays as wide as it is, and is what screen readers read. */}
      <span ref={whole} className={styles.whole} data-cut={shorter !== null || undefined}>
        {text}
      </span>
      {shorter !== null && (
        <span className={styles.shorter} aria-hidden>
          {shorter}
        </span>
      )}
    </span>
  );
}

/** `text` as it fits into `box`; null where `whole` does. */
function cutToFit(text: string, box: HTMLElement, whole: HTMLElement): string | null {
  const room = box.getBoundingClientRect().width;
  // What is not shown has no room, and nothing to be cut.
  if (!whole.firstChild || room === 0 || whole.getBoundingClientRect().width <= room + 0.5) return null;
  const part = document.createRange();
  const widthBetween = (from: number, to: number) => {
    if (!whole.firstChild) return 0;
    part.setStart(whole.firstChild, from);
    part.setEnd(whole.firstChild, to);
    return part.getBoundingClientRect().width;
  };
  const left = room - ellipsisWidth(getComputedStyle(box));
  return cutInMiddle(
    text,
    (head, tail) =>
      widthBetween(0, head.length) + widthBetween(text.length - tail.length, text.length) <= left,
  );
}

function ellipsisWidth({ fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  if (!pencil) return Number.parseFloat(fontSize);
  pencil.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return pencil.measureText('…').width;
}
