import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { PHOTO_SORTS } from '../../contract/calls/page-calls.ts';
import { useProject } from '../state/project.ts';
import { arrange, usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { shortTitle } from '../view/pack-text.ts';
import { isFiltered, SORT_NAMES } from './list-text.ts';
import { SortIcon } from './sort-icon.tsx';

/** In which order photos stand, and which are left out. */
export function ListMenu() {
  const { sort, filter } = usePhotoList();
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const marked = useSelection((state) => state.marked);
  const name = isFiltered(filter) ? 'Order and filter (some photos are left out)' : 'Order and filter';
  const choose = (change: Partial<typeof filter>) => arrange({ filter: { ...filter, ...change } });
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={220}>
      <Menu.Target>
        <Tooltip label={name}>
          <ActionIcon size="lg" variant={isFiltered(filter) ? 'light' : 'subtle'} aria-label={name}>
            <SortIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>Order</Menu.Label>
        {PHOTO_SORTS.map((each) => (
          <Choice
            key={each}
            kind="menuitemradio"
            isOn={each === sort}
            label={SORT_NAMES[each]}
            onClick={() => arrange({ sort: each })}
          />
        ))}
        <Menu.Label>Show only</Menu.Label>
        <Choice
          kind="menuitemcheckbox"
          isOn={filter.hasFailed}
          label="With a run that failed"
          onClick={() => choose({ hasFailed: !filter.hasFailed })}
        />
        <Choice
          kind="menuitemcheckbox"
          isOn={filter.ids !== null}
          label={filter.ids === null ? `Marked (${marked.length})` : `Marked (${filter.ids.length})`}
          onClick={() => choose({ ids: filter.ids === null ? [...marked] : null })}
        />
        {packs.map(({ id, title }) => (
          <Choice
            key={id}
            kind="menuitemcheckbox"
            isOn={filter.packId === id}
            label={`With a run of ${shortTitle(title)}`}
            onClick={() => choose({ packId: filter.packId === id ? null : id })}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  kind: 'menuitemradio' | 'menuitemcheckbox';
  isOn: boolean;
  label: string;
  onClick(): void;
}

function Choice({ kind, isOn, label, onClick }: ChoiceProps) {
  return (
    <Menu.Item role={kind} aria-checked={isOn} leftSection={<Tick isOn={isOn} />} onClick={onClick}>
      {label}
    </Menu.Item>
  );
}

function Tick({ isOn }: { isOn: boolean }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="none">
      {isOn && <path d="m2 6.5 2.5 2.5L10 3" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  );
}
