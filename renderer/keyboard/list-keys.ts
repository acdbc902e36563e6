import { text } from '../language/text.ts';
import { keyNames } from '../view/keys/key-names.ts';

/** A key that a list handles itself while it has the focus, as the sheet prints it. */
export interface ListKey {
  /** Keys that do the same stand apart by two spaces. */
  shown: string;
  does: string;
}

const MOD = keyNames('Ctrl');
const ALT = 'Alt';

/** What is pressed in lists, by the list: no command of the page (key-table). */
export const LIST_KEYS: readonly { title: string; keys: readonly ListKey[] }[] = [
  {
    title: text('keyboard.groupPhotos'),
    keys: [
      { shown: `⇧ ${text('keyboard.keyArrows')}`, does: text('keyboard.markSome') },
      { shown: `${MOD} A`, does: text('keyboard.markAllPhotos') },
      { shown: 'F2', does: text('keyboard.renamePhoto') },
      { shown: keyNames('Delete'), does: text('keyboard.removePhotos') },
    ],
  },
  {
    title: text('keyboard.groupQueue'),
    keys: [
      { shown: '⇧ ↑  ⇧ ↓', does: text('keyboard.markRuns') },
      { shown: `${MOD} A`, does: text('keyboard.markAllRuns') },
      { shown: `${ALT} ↑  ${ALT} ↓`, does: text('keyboard.moveRun') },
      { shown: text('keyboard.altHomeEnd'), does: text('keyboard.moveRunFar') },
      { shown: keyNames('Enter'), does: text('keyboard.showItsPhoto') },
      { shown: keyNames('Delete'), does: text('keyboard.cancelOrRemove') },
      { shown: `${MOD} Z`, does: text('keyboard.bringBack') },
    ],
  },
];
