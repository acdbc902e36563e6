import type { desktop as english } from '../en/desktop.ts';
import type { Translated } from '../en/translated.ts';

export const desktop: Translated<typeof english> = {
  menuFile: 'Datei',
  menuEdit: 'Bearbeiten',
  menuView: 'Ansicht',
  menuPicture: 'Bild',
  menuCompare: 'Vergleichen',
  menuSpace: '3D',
  menuHelp: 'Hilfe',
  about: 'Über Depthroom',
  runs: '{count, plural, one {# Lauf} other {# Läufe}}',
  exports: '{count, plural, one {# Export} other {# Exporte}}',
  photos: '{count, plural, one {# Foto} other {# Fotos}}',
  downloads: '{count, plural, one {# Download} other {# Downloads}}',
  listEnd: '{others} und {last}',
  ended: '{what} {count, plural, one {ist} other {sind}} fertig.',
};
