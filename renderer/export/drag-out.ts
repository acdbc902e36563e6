import type { DragEvent } from 'react';
import { answerOfDesktop, desktop } from '../server/desktop.ts';
import { exportAddress } from '../server/files.ts';
import { attempt } from '../state/notices.ts';

/**
 * Begins to drag a finished export out of the page. In the window the system drags the file itself; Chromium's browsers download what is
 * dropped by this type of theirs, others drag a link.
 */
export function dragOut(event: DragEvent, { id, fileName }: { id: string; fileName: string }): void {
  const window = desktop();
  if (window) {
    event.preventDefault();
    void attempt(() => answerOfDesktop(window.dragExport(id)));
    return;
  }
  const address = new URL(exportAddress(id), location.href).href;
  event.dataTransfer.setData('DownloadURL', `application/octet-stream:${fileName}:${address}`);
}
