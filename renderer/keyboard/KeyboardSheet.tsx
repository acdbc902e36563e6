import { Kbd } from '@mantine/core';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { KEYS, type Key } from './key-table.ts';
import styles from './keyboard.module.css';
import { LIST_KEYS, type ListKey } from './list-keys.ts';

const TITLES: Readonly<Record<Key['group'], string>> = {
  view: text('keyboard.groupView'),
  picture: text('keyboard.groupPicture'),
  compare: text('keyboard.groupCompare'),
  space: text('keyboard.groupSpace'),
  work: text('keyboard.groupWork'),
};

const [PHOTOS, QUEUE] = LIST_KEYS;

/** In the order in which they fill three columns evenly. */
const SECTIONS: readonly { title: string; keys: readonly ListKey[] }[] = [
  ...(['view', 'picture', 'compare', 'space'] as const).map(ofGroup),
  PHOTOS,
  ofGroup('work'),
  QUEUE,
];

function ofGroup(group: Key['group']) {
  return { title: TITLES[group], keys: KEYS.filter((key) => key.group === group && key.shown) };
}

/** All keys on one sheet. */
export function KeyboardSheet() {
  const isOpen = useDialog((state) => state.open === 'keyboard');
  return (
    <ModalDialog
      opened={isOpen}
      onClose={() => openDialog(null)}
      title={text('keyboard.keyboardTitle')}
      size="min(1160px, 94vw)"
    >
      <div className={styles.sheet}>
        {SECTIONS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(({ shown, does }) => (
                <div key={shown}>
                  <dt>
                    {shown.split(/\s{2,}/).map((cap) => (
                      <Kbd key={cap} size="xs">
                        {cap}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </ModalDialog>
  );
}
