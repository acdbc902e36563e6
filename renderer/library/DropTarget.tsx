import { type ReactNode, useEffect, useState } from 'react';
import { text } from '../language/text.ts';
import { isBehindModal } from '../state/dialogs.ts';
import { importPhotos } from '../state/import-queue.ts';
import { takeFolderDrop } from '../view/dropped/take-folders.ts';
import { createDragDepth } from './drag-depth.ts';
import styles from './library.module.css';

/** The whole window takes photos that are dropped or pasted. */
export function DropTarget({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const drag = createDragDepth(setOver);
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    window.addEventListener('dragenter', (event) => hasFiles(event) && drag.enter(), { signal });
    window.addEventListener('dragleave', (event) => hasFiles(event) && drag.leave(), { signal });
    window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        drag.drop();
        // The picture takes ground truth itself.
        if (event.defaultPrevented) return;
        event.preventDefault();
        if (!takeFolderDrop([...(event.dataTransfer?.items ?? [])]))
          importPhotos(event.dataTransfer?.files ?? []);
      },
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        const files = event.clipboardData?.files;
        if (files && files.length > 0 && !isBehindModal()) importPhotos(files);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return (
    <>
      {children}
      {isOver && <div className={styles.drop}>{text('library.dropHere')}</div>}
    </>
  );
}
