import { useLayoutEffect, useState } from 'react';

/** Left and right of the thumbnails, and between them, in pixels; as library.module.css has it. */
const EDGE = 12;
const GAP = 10;
/** The name below a thumbnail, in heights of the page's text: its line, and the space above. */
const NAME_EMS = 1.15;
const NAME_SPACE = 4;

interface Columns {
  columns: number;
  /** Of a row with the gap below, in pixels. */
  rowHeight: number;
}

/** How many thumbnails stand beside each other in a box of that width: as many as stay readable. */
export function columnsIn(width: number, windowWidth: number, textPixels: number): Columns {
  const smallest = Math.min(124, Math.max(84, windowWidth * 0.05));
  const room = Math.max(0, width - 2 * EDGE);
  const columns = Math.max(1, Math.floor((room + GAP) / (smallest + GAP)));
  const cell = (room - (columns - 1) * GAP) / columns;
  return { columns, rowHeight: Math.round(cell * 0.75 + NAME_SPACE + NAME_EMS * textPixels + GAP) };
}

/** The columns that a box has room for, as it changes. */
export function useColumns(element: HTMLDivElement | null): Columns {
  const [columns, setColumns] = useState<Columns>({ columns: 2, rowHeight: 110 });
  useLayoutEffect(() => {
    if (!element) return;
    const measure = () => {
      const textPixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const next = columnsIn(element.clientWidth, window.innerWidth, textPixels);
      setColumns((before) =>
        before.columns === next.columns && before.rowHeight === next.rowHeight ? before : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return columns;
}
