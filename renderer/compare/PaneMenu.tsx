import { ActionIcon, Menu } from '@mantine/core';
import { MoreIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { pin } from '../state/comparing.ts';
import { fillRecipeFrom } from '../state/inspector.ts';
import { attempt } from '../state/notices.ts';
import { differencePane } from '../state/panes.ts';
import { useProject } from '../state/project.ts';
import { drawSeed } from '../state/recipe.ts';
import { addPanes, movePane, showBeside } from '../state/selection.ts';
import { hasOptions } from '../view/pack-text.ts';
import type { Pane } from '../view/pane.ts';
import { titleOf } from '../view/pane-title.ts';

interface Props {
  pane: Pane;
  index: number;
  count: number;
}

/** What can be done with a pane. */
export function PaneMenu({ pane, index, count }: Props) {
  const { photo, content, run, isReference } = pane;
  const pack = useProject(({ snapshot }) => snapshot?.packs.find(({ id }) => id === run?.packId));
  if (!content) return null;
  const isAdjustable = pack !== undefined && hasOptions(pack);
  const isRepeatable = content.what === 'run' && run !== null && !run.derivation;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="xs" aria-label={text('compare.paneOf', { title: titleOf(content) })}>
          <MoreIcon size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {content.what !== 'difference' && (
          <Menu.Item onClick={() => pin(photo.id, isReference ? null : content.id)}>
            {isReference ? text('compare.noLongerReference') : text('compare.pinAsReference')}
          </Menu.Item>
        )}
        {content.what === 'run' && !isReference && (
          <Menu.Item onClick={() => showBeside(photo.id, differencePane(content.run.id))}>
            {text('compare.addDifference')}
          </Menu.Item>
        )}
        {count > 1 && <Menu.Divider />}
        {index > 0 && (
          <Menu.Item onClick={() => movePane(photo.id, index, -1)}>
            {text('compare.swapWithBefore')}
          </Menu.Item>
        )}
        {index + 1 < count && (
          <Menu.Item onClick={() => movePane(photo.id, index, 1)}>{text('compare.swapWithNext')}</Menu.Item>
        )}
        {isRepeatable && (isAdjustable || typeof run.options.seed === 'number') && <Menu.Divider />}
        {isRepeatable && typeof run.options.seed === 'number' && (
          <Menu.Item onClick={() => void runWithAnotherSeed(pane)}>
            {text('compare.runWithOtherSeed')}
          </Menu.Item>
        )}
        {isRepeatable && isAdjustable && (
          <Menu.Item onClick={() => fillRecipeFrom(run)}>
            {text('compare.duplicateWithOtherSettings')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

async function runWithAnotherSeed({ photo, run }: Pane): Promise<void> {
  if (!run) return;
  const seed = drawSeed();
  const { packId, requestedProvider: provider } = run;
  const options = { ...run.options, seed };
  await attempt(async () => {
    const made = await call('estimate', { photoIds: [photo.id], packIds: [packId], options, provider });
    addPanes(
      photo.id,
      made.filter((each) => each.packId === packId).map(({ id }) => id),
    );
  });
}
