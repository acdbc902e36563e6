import type { ShownWork } from '../../contract/desktop.ts';
import { useBatch } from '../export/batch.ts';
import { useImports } from '../state/import-queue.ts';
import { useProject } from '../state/project.ts';
import { createWorkMeter, endedText, type Pending } from './work-meter.ts';

/** Work that took this long is told to who does not look. */
const LONG_SECONDS = 20;

/** Tells how far all work is, in whole per cent, whenever that changes. Returns what ends it. */
export function followWork(show: (work: ShownWork) => void): () => void {
  const measure = createWorkMeter();
  let shown: number | null = null;
  const look = () => {
    const { fraction, ended } = measure(pendingWork(), performance.now());
    const rounded = fraction === null ? null : Math.round(100 * fraction) / 100;
    const isLong = ended !== null && ended.seconds >= LONG_SECONDS;
    if (rounded === shown && !isLong) return;
    shown = rounded;
    const said = isLong ? { title: 'Depthroom', body: endedText(ended.counts) } : null;
    show({ fraction: rounded, said });
  };
  const stops = [useProject.subscribe(look), useBatch.subscribe(look), useImports.subscribe(look)];
  look();
  return () => {
    for (const stop of stops) stop();
  };
}

function pendingWork(): Pending {
  const { queue, progress, snapshot } = useProject.getState();
  const batch = useBatch.getState();
  const { total, through } = useImports.getState();
  const downloads = (snapshot?.downloads ?? []).filter(({ state }) => state === 'running');
  const parts = [...queue.running, ...queue.exporting, ...downloads];
  return {
    runs: queue.running.length + queue.waiting,
    exports: batch.state === 'running' ? batch.total - batch.done : queue.exporting.length,
    photos: total - through,
    downloads: downloads.length,
    partly: parts.reduce((sum, { id }) => sum + (progress[id]?.fraction ?? 0), 0),
  };
}
