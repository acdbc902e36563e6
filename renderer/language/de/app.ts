import type { app as english } from '../en/app.ts';
import type { Translated } from '../en/translated.ts';

export const app: Translated<typeof english> = {
  library: 'Bibliothek',
  inspector: 'Inspektor',
  menus: 'Menüs',
  libraryWidth: 'Breite der Bibliothek',
  inspectorWidth: 'Breite des Inspektors',
  dragToResize: 'Ziehen ändert die Breite, Doppelklick stellt die übliche her',
  copied: 'In die Zwischenablage kopiert.',
  copyByHand: 'Die Zwischenablage ist für diese Seite gesperrt; von Hand kopieren:',
  notShown: 'Die Seite konnte nicht angezeigt werden',
  failedOnce:
    'Ein Teil von ihr ist ausgefallen; Fotos, Tiefenkarten und Exporte sind unverändert, und die Warteschlange arbeitet weiter. Fenster neu laden, um weiterzumachen.',
  failedAgain:
    'Ein Teil von ihr ist ausgefallen; Fotos, Tiefenkarten und Exporte sind unverändert, und die Warteschlange arbeitet weiter. Das geschah auch eben schon: Diesmal wird vergessen, was zuletzt angesehen wurde.',
  reload: 'Fenster neu laden',
  copyDiagnostics: 'Diagnose kopieren',
  diagnostics: 'Diagnose',
};
