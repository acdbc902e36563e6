import { ActionIcon, Menu } from '@mantine/core';
import { MoreIcon } from '../icons.tsx';
import { call } from '../server/call.ts';
import type { Pane } from '../stage/pane.ts';
import { pin } from '../state/comparing.ts';
import { attempt } from '../state/notices.ts';
import { differencePane } from '../state/panes.ts';
import { addPanes, movePane } from '../state/selection.ts';
import { titleOf } from './pane-title.ts';

interface Props {
  pane: Pane;
  index: number;
  count: number;
}

/** What can be done with a pane. */
export function PaneMenu({ pane, index, count }: Props) {
  const { photo, content, run, isReference } = pane;
  if (!content) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="xs" aria-label={`Pane of ${titleOf(content)}`}>
          <MoreIcon size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {content.what !== 'difference' && (
          <Menu.Item onClick={() => pin(photo.id, isReference ? null : content.id)}>
            {isReference ? 'No longer the reference' : 'Pin as reference (T)'}
          </Menu.Item>
        )}
        {content.what === 'run' && !isReference && (
          <Menu.Item onClick={() => addPanes(photo.id, [differencePane(content.run.id)])}>
            Add its difference as a pane
          </Menu.Item>
        )}
        {count > 1 && <Menu.Divider />}
        {index > 0 && (
          <Menu.Item onClick={() => movePane(photo.id, index, -1)}>Swap with the one before</Menu.Item>
        )}
        {index + 1 < count && (
          <Menu.Item onClick={() => movePane(photo.id, index, 1)}>Swap with the next</Menu.Item>
        )}
        {content.what === 'run' && typeof run?.options.seed === 'number' && !run.derivation && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void runWithAnotherSeed(pane)}>Run again with another seed</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

async function runWithAnotherSeed({ photo, run }: Pane): Promise<void> {
  if (!run) return;
  const seed = crypto.getRandomValues(new Uint32Array(1))[0];
  const { packId, requestedProvider: provider } = run;
  const options = { ...run.options, seed };
  const made = await attempt(() =>
    call('estimate', { photoIds: [photo.id], packIds: [packId], options, provider }),
  );
  addPanes(
    photo.id,
    (made ?? []).filter((each) => each.packId === packId).map(({ id }) => id),
  );
}
