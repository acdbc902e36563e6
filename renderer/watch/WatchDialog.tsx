import { useEffect, useState } from 'react';
import type { WatchState } from '../../contract/calls/watch-calls.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { WatchedFolder } from './WatchedFolder.tsx';
import { WatchForm } from './WatchForm.tsx';

/** How often what is watched is asked how far it is. */
const AGAIN_MS = 1_500;

/** Which folder is watched for this project, or is to be. */
export function WatchDialog() {
  const isOpen = useDialog((state) => state.open === 'watch');
  const project = useProject((state) => state.snapshot?.project.folder ?? null);
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title={text('watch.title')} size="lg">
      <Content key={project} />
    </ModalDialog>
  );
}

function Content() {
  const [version, setVersion] = useState(0);
  const [watch, setWatch] = useState<WatchState | null | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that it was switched on or off.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      await attempt(async () => {
        const { watch: found } = await call('readWatch', {});
        if (!isOver) setWatch(found);
      });
      if (!isOver) timer = setTimeout(() => void look(), AGAIN_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [version]);
  const changed = () => setVersion((before) => before + 1);
  if (watch === undefined) return null;
  return watch ? <WatchedFolder watch={watch} onChange={changed} /> : <WatchForm onChange={changed} />;
}
