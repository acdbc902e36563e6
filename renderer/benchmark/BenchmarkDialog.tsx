import { useState } from 'react';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { BenchmarkForm } from './BenchmarkForm.tsx';
import { BenchmarkView } from './BenchmarkView.tsx';

/** Packs over a folder of photos with truth: what is asked, then the table, its samples and their pictures. */
export function BenchmarkDialog() {
  const isOpen = useDialog((state) => state.open === 'benchmark');
  const [id, setId] = useState<string | null>(null);
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title="Benchmark" size={1100}>
      {id === null ? (
        <BenchmarkForm onOpen={setId} />
      ) : (
        <BenchmarkView key={id} id={id} onBack={() => setId(null)} />
      )}
    </ModalDialog>
  );
}
