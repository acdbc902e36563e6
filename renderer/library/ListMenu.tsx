import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { PHOTO_SORTS, type PhotoSort } from '../../contract/calls/page-calls.ts';
import { text } from '../language/text.ts';
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
  const name = isFiltered(filter) ? text('library.orderAndFilterOn') : text('library.orderAndFilter');
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
        <Menu.Label>{text('library.order')}</Menu.Label>
        <Menu.RadioGroup value={sort} onChange={(value) => arrange({ sort: value as PhotoSort })}>
          {PHOTO_SORTS.map((each) => (
            <Menu.RadioItem key={each} value={each}>
              {SORT_NAMES[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{text('library.showOnly')}</Menu.Label>
        <Menu.CheckboxItem checked={filter.isStarred} onChange={(isStarred) => choose({ isStarred })}>
          {text('library.starred')}
        </Menu.CheckboxItem>
        <Menu.CheckboxItem checked={filter.hasFailed} onChange={(hasFailed) => choose({ hasFailed })}>
          {text('library.withFailedRun')}
        </Menu.CheckboxItem>
        <Menu.CheckboxItem
          checked={filter.ids !== null}
          onChange={(isOn) => choose({ ids: isOn ? [...marked] : null })}
        >
          {text('library.markedOnly', { count: (filter.ids ?? marked).length })}
        </Menu.CheckboxItem>
        {packs.map(({ id, title }) => (
          <Menu.CheckboxItem
            key={id}
            checked={filter.packId === id}
            onChange={(isOn) => choose({ packId: isOn ? id : null })}
          >
            {text('library.withRunOf', { pack: shortTitle(title) })}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
