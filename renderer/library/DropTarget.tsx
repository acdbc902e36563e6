import { type ReactNode, useEffect, useState } from 'react';
import { importPhotos } from '../state/import-queue.ts';
import styles from './library.module.css';

/** The whole window takes photos that are dropped or pasted. */
export function DropTarget({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const count = (change: number) => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    window.addEventListener('dragenter', (event) => hasFiles(event) && count(1), { signal });
    window.addEventListener('dragleave', (event) => hasFiles(event) && count(-1), { signal });
    window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        count(-depth);
        // The picture takes ground truth itself.
        if (event.defaultPrevented) return;
        event.preventDefault();
        importPhotos(event.dataTransfer?.files ?? []);
      },
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        const files = event.clipboardData?.files;
        if (files && files.length > 0) importPhotos(files);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return (
    <>
      {children}
      {isOver && <div className={styles.drop}>Drop to add to the project</div>}
    </>
  );
}
