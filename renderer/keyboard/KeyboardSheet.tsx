import { Kbd } from '@mantine/core';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { GROUPS, KEYS } from './key-table.ts';
import styles from './keyboard.module.css';

const TITLES: Readonly<Record<(typeof GROUPS)[number], string>> = {
  view: text('keyboard.groupView'),
  picture: text('keyboard.groupPicture'),
  compare: text('keyboard.groupCompare'),
  space: text('keyboard.groupSpace'),
  work: text('keyboard.groupWork'),
};

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
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{TITLES[group]}</h3>
            <dl>
              {KEYS.filter((key) => key.group === group && key.shown).map(({ shown, does }) => (
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
