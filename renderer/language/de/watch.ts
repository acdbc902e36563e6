import type { Translated } from '../en/translated.ts';
import type { watch as english } from '../en/watch.ts';

export const watch: Translated<typeof english> = {
  title: 'Ordner überwachen',
  intro:
    'Fotos im Ordner und solche, die hineinkommen, werden diesem Projekt hinzugefügt und berechnet, sobald sie vollständig geschrieben sind: bis zum Ausschalten, auch nach einem Neustart.',
  folder: 'Zu überwachender Ordner',
  writeFiles: 'Dateien für ein anderes Programm schreiben',
  program: 'Für welches Programm',
  programHelp: 'Relative Karten liegen zwischen 1 und 10\u00a0m, wo das Programm Meter braucht.',
  filesFolder: 'Ordner für die Dateien',
  watch: 'Überwachen',
  notWatchedAnyMore: '{folder} wird nicht mehr überwacht.',
  undo: 'Rückgängig',
  watching: '{folder} wird überwacht',
  since: 'Seit',
  models: 'Modelle',
  files: 'Dateien',
  filesInto: '{preset}, nach {folder}',
  noFiles: 'keine',
  whatWentWrong: 'Was schiefging',
  faults: 'Fehler',
  photosTaken: '{count, plural, one {# Foto aufgenommen} other {# Fotos aufgenommen}}',
  filesWritten: '{count, plural, one {# Datei geschrieben} other {# Dateien geschrieben}}',
  stillGrowing: '{count, plural, one {# Foto noch unvollständig} other {# Fotos noch unvollständig}}',
  runsToGo: '{count, plural, one {# Lauf steht aus} other {# Läufe stehen aus}}',
  queuePaused: 'die Warteschlange ist pausiert',
  brought: '{parts}.',
};
