import type { MenuItemConstructorOptions } from 'electron';
import type { MenuItem, MenuName } from '../contract/desktop.ts';
import type { RoleLabels, Texts } from './language/en.ts';

/**
 * The application menu: the system's own commands, and those of the page, which come from its table of keys with their names. The page
 * hears its keys itself; here they are only printed, and on macOS, where the menu hears every key that it prints, only those with command.
 */
export function buildMenu(
  { name, platform, texts }: { name: string; platform: NodeJS.Platform; texts: Texts },
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
  const labels = texts.roles?.(name, isMac);
  const roles = (names: readonly (keyof RoleLabels)[]) => names.map((role) => roleItem(role, labels));
  return [
    ...(isMac ? [applicationMenu(name, own('help'), labels)] : []),
    {
      label: titleOf('file', texts.menuFile),
      submenu: [...own('file'), separator, ...roles(isMac ? ['close'] : ['quit'])],
    },
    {
      label: titleOf('edit', texts.menuEdit),
      submenu: [
        ...(edit.length > 0 ? edit : roles(['undo', 'redo'])),
        separator,
        ...roles(['cut', 'copy', 'paste', 'selectAll']),
      ],
    },
    {
      label: titleOf('view', texts.menuView),
      submenu: [
        ...own('view'),
        separator,
        ...roles(['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'reload', 'toggleDevTools']),
      ],
    },
    ...titled('picture'),
    ...titled('compare'),
    ...titled('space'),
    windowMenu(texts.menuWindow, isMac, labels),
    ...(isMac ? [] : titled('help')),
  ];
}

/** An item of the system's own; without labels Electron calls it in English. */
function roleItem(role: keyof RoleLabels, labels: RoleLabels | undefined): MenuItemConstructorOptions {
  return labels ? { role, label: labels[role] } : { role };
}

/** As Electron makes it, but for the words. */
function windowMenu(
  label: string,
  isMac: boolean,
  labels: RoleLabels | undefined,
): MenuItemConstructorOptions {
  if (!labels) return { role: 'windowMenu' };
  const items = (['minimize', 'zoom'] as const).map((role) => roleItem(role, labels));
  const rest: MenuItemConstructorOptions[] = isMac
    ? [{ type: 'separator' }, roleItem('front', labels)]
    : [roleItem('close', labels)];
  return { role: 'windowMenu', label, submenu: [...items, ...rest] };
}

/** On macOS "About" stands first in the menu that is named like the app. */
function applicationMenu(
  name: string,
  help: readonly MenuItemConstructorOptions[],
  labels: RoleLabels | undefined,
): MenuItemConstructorOptions {
  const roles = ['services', 'hide', 'hideOthers', 'unhide', 'quit'] as const;
  return {
    label: name,
    submenu: [
      ...(help.length > 0 ? help : [roleItem('about', labels)]),
      { type: 'separator' },
      ...roles.map((role) => roleItem(role, labels)),
    ],
  };
}

function itemOf({ label, keys }: MenuItem, isMac: boolean, click: () => void): MenuItemConstructorOptions {
  const isPrinted = keys !== null && (!isMac || keys.startsWith('CommandOrControl+'));
  return { label, click, ...(isPrinted ? { accelerator: keys, registerAccelerator: false } : {}) };
}
