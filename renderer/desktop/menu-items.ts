import type { MenuItem, MenuName } from '../../contract/desktop.ts';
import { COMMANDS, type CommandName } from '../keyboard/commands.ts';
import { KEYS, type Key } from '../keyboard/key-table.ts';
import { isField } from '../keyboard/use-keyboard.ts';
import { text } from '../language/text.ts';
import { isBehindModal, openDialog } from '../state/dialogs.ts';

const TITLES: Record<MenuName, string> = {
  file: text('desktop.menuFile'),
  edit: text('desktop.menuEdit'),
  view: text('desktop.menuView'),
  picture: text('desktop.menuPicture'),
  compare: text('desktop.menuCompare'),
  space: text('desktop.menuSpace'),
  help: text('desktop.menuHelp'),
};

const OF_GROUP: Record<Key['group'], MenuName> = {
  view: 'view',
  picture: 'picture',
  compare: 'compare',
  space: 'space',
  work: 'file',
};

/** Is in no table of keys, since no key opens it. */
const ABOUT = 'about';

/** The commands of the table of keys as the application menu shows them; what is held, or stands at the crosshair, means nothing there. */
export function menuItems(): MenuItem[] {
  const fromKeys = KEYS.flatMap(({ group, menu, does, press, command, release }) => {
    const label = menu === undefined ? does : menu;
    if (command === undefined || release !== undefined || !label) return [];
    return item(menuFor(command, group), label, command, acceleratorOf(press[0]));
  });
  return [...fromKeys, item('help', text('desktop.about'), ABOUT, null)];
}

function item(menu: MenuName, label: string, command: string, keys: string | null): MenuItem {
  return { menu, title: TITLES[menu], label, command, keys };
}

function menuFor(command: CommandName, group: Key['group']): MenuName {
  if (command === 'undo' || command === 'redo') return 'edit';
  return command === 'openKeyboard' ? 'help' : OF_GROUP[group];
}

/** Keys as Electron writes them (docs/latest/api/accelerator). */
const PLUS = 'Plus';
const ACCELERATORS: Readonly<Record<string, string>> = { mod: 'CommandOrControl', shift: 'Shift' };

/** A key of the table as Electron writes it. */
function acceleratorOf(press: string): string {
  const parts = press === '+' ? [PLUS] : press.split('+');
  return parts.map((part) => ACCELERATORS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+');
}

/** Does what was chosen in the menu. Behind a dialog nothing happens, as with keys, and what is typed is undone where it is typed. */
export function performFromMenu(command: string): void {
  if (isBehindModal()) return;
  if (command === ABOUT) openDialog('about');
  if (!Object.hasOwn(COMMANDS, command)) return;
  const { activeElement } = document;
  const isTyped = activeElement instanceof HTMLElement && isField(activeElement);
  if (isTyped && (command === 'undo' || command === 'redo')) document.execCommand(command);
  else COMMANDS[command as CommandName]();
}
