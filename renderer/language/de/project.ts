import type { project as english } from '../en/project.ts';
import type { Translated } from '../en/translated.ts';

export const project: Translated<typeof english> = {
  language: 'Sprache',
  languageAfterPhotos:
    'Es werden gerade Fotos hinzugefügt, und eine andere Sprache öffnet die Seite neu: sie kann danach gewählt werden.',
  languageAfterFiles:
    'Es werden gerade Dateien gesendet, und eine andere Sprache öffnet die Seite neu: sie kann danach gewählt werden.',
  languageOfSystem: 'Wie das System',
  about: 'Über Depthroom',
  version: 'Depthroom {version}',
  notices: 'Hinweise zu Fremdem',
  noticesWeights: 'Gewichte',
  noticesPhotos: 'Fotos',
  noticesColourMaps: 'Farbtabellen',
  noticesPackages: 'Softwarepakete',
  noticesPack: 'Modellpaket',
  noticesPackage: 'Softwarepaket',
  noticesLicence: 'Lizenz',
  noticesNotice: 'Hinweis',
  noticesFor: 'wofür',
  aboutText:
    'Macht aus Fotos Tiefe und 3D, auf dem eigenen Computer. Apache License 2.0. Modelle behalten die Lizenzen ihrer Autoren: Die Modellbibliothek nennt sie.',
  openOrCreate: 'Projekt öffnen oder anlegen',
  databaseLost: 'Dieses Projekt hat seine Datenbank verloren',
  whatAProjectIs: 'Ein Projekt ist ein Ordner, in dem alles liegt: Auch eine Kopie davon ist ein Projekt.',
  folder: 'Ordner',
  createHere: 'Hier anlegen',
  open: 'Öffnen',
  project: 'Projekt {name}',
  defaultProject: 'Standardprojekt',
  trash: 'Papierkorb',
  watchFolder: 'Ordner überwachen',
  benchmark: 'Benchmark',
  copyDiagnostics: 'Diagnose kopieren',
  recent: 'Zuletzt geöffnet',
  repairIntro:
    'Nichts wurde verändert. Gibt es eine Kopie von project.db, diese in den Ordner zurücklegen und ihn erneut öffnen. Sonst wählen, wie es weitergeht; was im Weg ist, bleibt im Ordner „backups“ des Projekts erhalten.',
  opening: 'Projekt wird geöffnet',
  chooseAnotherFolder: 'Anderen Ordner wählen',
  removed: 'Entfernt',
  emptyTrash: 'Papierkorb leeren',
  restoreThis: '{title} wiederherstellen',
  restore: 'Wiederherstellen',
  takeInHelp: 'Bilder darunter werden zu Fotos; die übrigen Dateien bleiben hier bis zur Entscheidung.',
  takeIn: 'Aufnehmen',
  deleteForGood: 'Endgültig löschen',
  openTrash: 'Papierkorb öffnen',
  restoreBackup: 'Letzte Sicherung wiederherstellen',
  restoreBackupHelp:
    'Die Datenbank, wie Depthroom sie zuletzt gesichert hat, falls es das tat: mit Fotos, Läufen und Vergleichen, ohne alles Spätere.',
  makePhotos: 'Fotos aus den Dateien machen',
  makePhotosHelp:
    'Eine neue Datenbank. Jede Datei, die ein Bild ist, wird wieder ein Foto; die übrigen warten im Papierkorb.',
  beginEmpty: 'Leer beginnen',
  beginEmptyHelp:
    'Eine neue Datenbank. Alle Dateien warten im Papierkorb, ohne Frist, und lassen sich später aufnehmen.',
  openedWithBackup: 'Mit der letzten Sicherung der Datenbank geöffnet.',
  noPictures: 'Keine der Dateien ist ein Bild; sie warten im Papierkorb.',
  madePhotosOfFiles:
    '{count, plural, one {# Foto aus den Dateien gemacht.} other {# Fotos aus den Dateien gemacht.}}',
  leftRuns:
    '{runs, plural, one {In {name} wartet # Lauf; er geht beim nächsten Öffnen weiter.} other {In {name} warten # Läufe; sie gehen beim nächsten Öffnen weiter.}}',
  leftExports:
    '{exports, plural, one {In {name} wird # Export angehalten.} other {In {name} werden # Exporte angehalten.}}',
  leftRunsAndExports:
    'In {name} {runs, plural, one {wartet # Lauf, der beim nächsten Öffnen weitergeht} other {warten # Läufe, die beim nächsten Öffnen weitergehen}}; {exports, plural, one {# Export wird angehalten} other {# Exporte werden angehalten}}.',
  trashHelp:
    '{days, plural, one {Entferntes bleibt hier # Tag lang und lässt sich zurückholen. Danach wird es endgültig gelöscht.} other {Entferntes bleibt hier # Tage lang und lässt sich zurückholen. Danach wird es endgültig gelöscht.}}',
  trashIsEmpty:
    'Nichts wurde entfernt. Entfernte Fotos, Läufe, Exporte und Ground Truth bleiben hier {days, plural, one {# Tag} other {# Tage}} lang; wiederherstellen von hier aus oder mit {keys} gleich nach dem Entfernen.',
  andMore: '{title} und {more, number} weitere',
  runOfPhoto: '{run} von {photo}',
  entryKind:
    '{kind, select, photos {{count, plural, one {Foto} other {Fotos}}} runs {{count, plural, one {Lauf} other {Läufe}}} export {{count, plural, one {Export} other {Exporte}}} truth {Ground Truth} comparison {{count, plural, one {Vergleich} other {Vergleiche}}} other {{count, plural, one {Datei} other {Dateien}}}}',
  goesOn: 'endgültig gelöscht am {day}',
  removedToday: 'entfernt heute um {time}',
  removedOn: 'entfernt am {day}',
  unknownFiles:
    '{count, plural, one {# Datei ist nicht in der Datenbank: aufnehmen?} other {# Dateien sind nicht in der Datenbank: aufnehmen?}}',
  unreadableRows:
    '{count, plural, one {# Zeile konnte nicht gelesen werden und fehlt} other {# Zeilen konnten nicht gelesen werden und fehlen}}',
  unreadableRowsNotice:
    '{count, plural, one {# Zeile konnte nicht gelesen werden und fehlt.} other {# Zeilen konnten nicht gelesen werden und fehlen.}}',
  madeNothing: 'Das Projekt hat alle diese Dateien schon.',
  madePhotos: '{photos, plural, one {# Foto aufgenommen.} other {# Fotos aufgenommen.}}',
  filesStay:
    '{files, plural, one {# Datei ist kein Bild und bleibt im Papierkorb.} other {# Dateien sind keine Bilder und bleiben im Papierkorb.}}',
  madePhotosAndFilesStay:
    '{photos, plural, one {# Foto aufgenommen} other {# Fotos aufgenommen}}; {files, plural, one {# Datei ist kein Bild und bleibt im Papierkorb.} other {# Dateien sind keine Bilder und bleiben im Papierkorb.}}',
  broughtBack: '{title} ist wiederhergestellt.',
  broughtBackWithMore:
    '{more, plural, one {{title} ist wiederhergestellt, dazu # weiterer benötigter Eintrag.} other {{title} ist wiederhergestellt, dazu # weitere benötigte Einträge.}}',
  emptyQuestion: 'Papierkorb leeren?',
  emptyConsequence:
    '{count, plural, one {{title} wird endgültig gelöscht. Das lässt sich nicht rückgängig machen.} other {Alle # Einträge werden endgültig gelöscht. Das lässt sich nicht rückgängig machen.}}',
  emptyConsequenceOfSize:
    '{count, plural, one {{title} wird endgültig gelöscht ({bytes}). Das lässt sich nicht rückgängig machen.} other {Alle # Einträge werden endgültig gelöscht ({bytes}). Das lässt sich nicht rückgängig machen.}}',
  deleteFilesQuestion: '{count, plural, one {Diese Datei löschen?} other {Diese # Dateien löschen?}}',
  deleteFilesConsequence:
    'Es könnten die einzigen Kopien von Fotos oder Ergebnissen sein. Das lässt sich nicht rückgängig machen.',
  emptiedTrash: 'Papierkorb geleert.',
  deletedFiles: '{count, plural, one {# Datei endgültig gelöscht.} other {# Dateien endgültig gelöscht.}}',
};
