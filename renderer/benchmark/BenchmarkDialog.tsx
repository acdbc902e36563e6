import { useState } from 'react';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { BenchmarkForm } from './BenchmarkForm.tsx';
import { BenchmarkView } from './BenchmarkView.tsx';

/** Packs over a folder of photos with truth: what is asked, then the table, its samples and their pictures. */
export function BenchmarkDialog() {
  const isOpen = useDialog((state) => state.open === 'benchmark');
  const folder = useProject((state) => state.snapshot?.project.folder ?? null);
  const [shown, setShown] = useState<{ folder: string | null; id: string | null } | null>(null);
  // A benchmark is of one project: another one that is opened meanwhile has its own.
  const id = shown?.folder === folder ? shown.id : null;
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title={text('benchmark.title')} size={1100}>
      {id === null ? (
        <BenchmarkForm key={folder} onOpen={(opened) => setShown({ folder, id: opened })} />
      ) : (
        <BenchmarkView key={id} id={id} onBack={() => setShown(null)} />
      )}
    </ModalDialog>
  );
}
