import type { Engine } from '../../core/host/engine.ts';
import { progressLine } from './progress-line.ts';

/** Shows the progress of one piece of work in the progress line; answers with what ends that. */
export function followProgress(engine: Engine, id: string, label: string): () => void {
  const line = progressLine(label);
  const end = engine.subscribe((event) => {
    if (event.event === 'progress' && event.progress.id === id) line.show(event.progress);
  });
  return () => {
    end();
    line.clear();
  };
}
