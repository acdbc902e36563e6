import type { MenuItemConstructorOptions } from 'electron';
import type { MenuItem, MenuName } from '../contract/desktop.ts';

/**
 * The application menu: the system's own commands, and those of the page, which come from its table of keys with their names. The page
 * hears its keys itself; here they are only printed, and on macOS, where the menu hears every key that it prints, only those with command.
 */
export function buildMenu(
  name: string,
  platform: NodeJS.Platform,
  items: readonly MenuItem[],
  choose: (command: string) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const own = (menu: MenuName) =>
    items.flatMap((item) => (item.menu === menu ? itemOf(item, isMac, () => choose(item.command)) : []));
  const titled = (menu: MenuName): MenuItemConstructorOptions[] => {
    const submenu = own(menu);
    const title = items.find((item) => item.menu === menu)?.title;
    return title === undefined ? [] : [{ label: title, submenu }];
  };
  const titleOf = (menu: MenuName, fallback: string) =>
    items.find((item) => item.menu === menu)?.title ?? fallback;
  const edit = own('edit');
  const roles = (names: readonly NonNullable<MenuItemConstructorOptions['role']>[]) =>
    names.map((role): MenuItemConstructorOptions => ({ role }));
  return [
    ...(isMac ? [applicationMenu(name, own('help'))] : []),
    {
      label: titleOf('file', 'File'),
      submenu: [...own('file'), separator, ...roles(isMac ? ['close'] : ['quit'])],
    },
    {
      label: titleOf('edit', 'Edit'),
      submenu: [
        ...(edit.length > 0 ? edit : roles(['undo', 'redo'])),
        separator,
        ...roles(['cut', 'copy', 'paste', 'selectAll']),
      ],
    },
    {
      label: titleOf('view', 'View'),
      submenu: [
        ...own('view'),
        separator,
        ...roles(['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'reload', 'toggleDevTools']),
      ],
    },
    ...titled('picture'),
    ...titled('compare'),
    ...titled('space'),
    { role: 'windowMenu' },
    ...(isMac ? [] : titled('help')),
  ];
}

/** On macOS "About" stands first in the menu that is named like the app. */
function applicationMenu(
  name: string,
  help: readonly MenuItemConstructorOptions[],
): MenuItemConstructorOptions {
  const roles = ['services', 'hide', 'hideOthers', 'unhide', 'quit'] as const;
  return {
    label: name,
    submenu: [
      ...(help.length > 0 ? help : [{ role: 'about' } as const]),
      { type: 'separator' },
      ...roles.map((role) => ({ role })),
    ],
  };
}

function itemOf({ label, keys }: MenuItem, isMac: boolean, click: () => void): MenuItemConstructorOptions {
  const isPrinted = keys !== null && (!isMac || keys.startsWith('CommandOrControl+'));
  return { label, click, ...(isPrinted ? { accelerator: keys, registerAccelerator: false } : {}) };
}
