import type { MenuItemConstructorOptions } from 'electron';

/** The system's own commands only: what Depthroom does is in the page, where the keyboard reaches it on every platform. */
export function buildMenu(name: string, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const application: MenuItemConstructorOptions[] =
    platform === 'darwin' ? [{ label: name, role: 'appMenu' }] : [];
  return [
    ...application,
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
}
