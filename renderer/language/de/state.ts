import type { state as english } from '../en/state.ts';
import type { Translated } from '../en/translated.ts';

export const state: Translated<typeof english> = {
  onlyInWindow: '„{name}“ kann nur im Fenster der App geöffnet werden.',
  unreadableFile:
    '„{name}“ kann nicht gelesen werden: Es ist ein Ordner, wurde verschoben oder darf nicht gelesen werden; die Fotos selbst auswählen.',
  photosAdded:
    '{fresh, number} von {total, plural, one {# Foto} other {# Fotos}} hinzugefügt{refused, plural, =0 {} one {; # Datei nicht angenommen} other {; # Dateien nicht angenommen}}{there, plural, =0 {} one {; # ist schon im Projekt} other {; # sind schon im Projekt}}.',
  inProjectAs: 'ist schon im Projekt als „{name}“.',
  fileAndWhy: '{name}: {why}',
  tryImportAgain: 'Erneut versuchen',
  tooManyStrokes:
    'Es sind jetzt mehr Striche, als beim Schließen der Seite erhalten bleiben: die ausgebesserte Karte vorher speichern.',
  tryAgain: 'Erneut versuchen',
  starOrUnstar: 'Stern geben oder nehmen',
  star: 'Stern geben',
  takeStarAway: 'Stern entfernen',
  undo: 'Rückgängig',
  starred: '{count, plural, one {Foto hat} other {# Fotos haben}} jetzt einen Stern.',
  unstarred: '{count, plural, one {Foto hat} other {# Fotos haben}} keinen Stern mehr.',
  panesTaken:
    'Alle {most, number} Bildfelder sind belegt: {left, plural, one {ein weiteres steht} other {# weitere stehen}} in der Liste der Läufe. Ein Bildfeld von der Arbeitsfläche nehmen, um Platz zu schaffen.',
  noPaneLeft:
    'Alle {most, number} Bildfelder sind belegt: eines von der Arbeitsfläche nehmen, um Platz zu schaffen, und dieses noch einmal verlangen.',
};
