import type { exports as english } from '../en/exports.ts';
import type { Translated } from '../en/translated.ts';

export const exports: Translated<typeof english> = {
  stop: 'Anhalten',
  closeSummary: 'Übersicht schließen',
  progressOfAll: 'Fortschritt aller Exporte',
  showInFolder: 'Im Ordner zeigen',
  downloadFile: '{fileName} herunterladen',
  downloadAll:
    '{count, plural, one {# Datei als ZIP herunterladen} other {Alle # als ein ZIP herunterladen}}',
  exportAs: '{format} exportieren',
  noCommand: 'Kein Befehl erzeugt diesen Lauf noch einmal',
  copyAsCommand: 'Als Befehl kopieren',
  progressOfExport: 'Fortschritt des Exports',
  writingPercent: 'Wird geschrieben: {percent, number}\u00a0%',
  cancel: 'Abbrechen',

  madeSoFar: 'Bisher exportiert',
  whoseFiles: 'Wessen Dateien gezeigt werden',
  thisPhoto: 'Dieses Foto',
  allFiles: 'Alle {count, number}',
  nothingMade: 'Aus diesem Foto wurde noch nichts exportiert.',
  newestAreShown: 'Gezeigt werden die neuesten {count, number}.',
  exportRun: '{title} exportieren',
  reset: 'Zurücksetzen',
  dragFile: '{fileName}; lässt sich in ein anderes Programm oder einen Ordner ziehen',
  progressOf: 'Fortschritt von {fileName}',
  showFile: '{fileName} zeigen',
  show: 'Zeigen',
  showFileInFolder: '{fileName} im Ordner zeigen',
  removeFromProject: 'Aus dem Projekt entfernen',
  cancelFile: '{fileName} abbrechen',
  removeFile: '{fileName} entfernen',

  runModelFirst:
    'Tiefe wird als Mesh, Punktwolke oder Tiefenbild exportiert, passend für das Programm, das sie öffnen soll. Zuerst ein Modell starten.',
  format: 'Format',
  kindOfFile: 'Art der Datei',
  exportManyRuns: 'Viele Läufe exportieren',
  lookingThrough: 'Läufe werden durchgesehen',
  nearAndFar: 'Nah und fern',
  asStated: 'angegeben',
  assumed: 'angenommen',
  planesMust:
    'Dieses Modell weiß, was näher liegt, aber nicht, wie weit es entfernt ist. Angeben, wie weit der nächste und der fernste Punkt entfernt sind; alles andere liegt dazwischen.',
  planesMay:
    'Dieses Modell weiß, was näher liegt, aber nicht, wie weit es entfernt ist. Die Datei kann relativ bleiben oder zwischen zwei Entfernungen liegen, die hier angegeben werden.',
  inMetres: 'In Metern zwischen nah und fern',
  nearest: 'Nächster Punkt',
  farthest: 'Fernster Punkt',
  forWhichProgram: 'Für welches Programm?',
  runsOfWhichModel: 'Läufe welches Modells',
  latestOfEach: 'Der neueste Lauf jedes Modells',
  ofModelOnly: 'Nur von {model}',
  lookingThroughNote: 'Läufe werden durchgesehen.',

  writing: 'Datei {current, number} von {total, number} wird geschrieben',
  writingStopped: 'Datei {current, number} von {total, number} wird geschrieben, angehalten',
  written: '{made, number} von {total, number} geschrieben',
  writtenStopped: '{made, number} von {total, number} geschrieben, angehalten',
  inListBelow: 'Sie stehen in der Liste unten.',
  inPlace: 'Sie liegen in {place}.',
  notWritten:
    '{count, plural, one {# Datei konnte nicht geschrieben werden:} other {# Dateien konnten nicht geschrieben werden:}}',
  aRun: 'Ein Lauf',
  starting: 'Wird gestartet',
  failed: 'fehlgeschlagen',
  cancelled: 'abgebrochen',
  latestOfEachNote: 'Der neueste Lauf jedes Modells.',
  exportMarked:
    '{runs, plural, one {Den einen Lauf} other {Alle # Läufe}} {photos, plural, one {dieses Fotos} other {der # markierten Fotos}} exportieren',
  exportAll: '{runs, plural, one {Den einen Lauf} other {Alle # Läufe}} des Projekts exportieren',
  assumedPlanes:
    'Relative Karten liegen zwischen {near, number} und {far, number}\u00a0m, wo nichts anderes angegeben ist.',
  starterNote:
    'In der Datei steht, dass sie mit Startergewichten erzeugt wurde, nicht mit den veröffentlichten Gewichten.',
  optionsChanged: 'Optionen, teils geändert',
  options: 'Optionen',
  cutAtSteps: 'Bei Tiefensprüngen von {percent}\u00a0% geschnitten, wie in der 3D-Ansicht.',
  notCut: 'Nicht an Tiefensprüngen geschnitten, wie in der 3D-Ansicht.',
  markedAsBelow: '{count, plural, one {# Foto} other {# Fotos}} markiert, wie unten',
  markedFor: '{count, plural, one {# Foto} other {# Fotos}} markiert, für {program}',
  exportSelection:
    '{photos, plural, one {# Foto} other {# Fotos}} exportieren ({files, plural, one {# Datei} other {# Dateien}})',
  noneFinished: 'Keines dieser Fotos hat schon einen fertigen Lauf: zuerst ein Modell auf ihnen starten.',
  leftOut:
    '{count, plural, one {# Foto ohne fertigen Lauf wird ausgelassen.} other {# Fotos ohne fertigen Lauf werden ausgelassen.}}',

  asWritten: 'So wird die Datei aussehen',
  readingMap: 'Tiefenkarte wird gelesen',
  previewEnd:
    '{end, select, first {erste Farbe} last {letzte Farbe} black {Schwarz} other {Weiß}}: {place, select, near {nah} other {fern}}, {value}',
  previewMeaning: '{end, select, black {Schwarz} other {Weiß}}: {meaning}',
  previewLabel: 'Vorschau: {dark}; {light}',
  withoutValue: '{percent}\u00a0% haben keinen Wert.',
  hasDepth: 'mit Tiefe',
  hasNoDepth: 'ohne Tiefe',
  fartherThan: 'weiter entfernt als {value}',
  nearerThan: 'näher als {value}',
  noInverse:
    'Der Kehrwert einer relativen Karte ist keine inverse Tiefe: nah und fern in Metern angeben oder die Rohwerte schreiben.',
  noValidPixel: 'Diese Tiefenkarte hat kein gültiges Pixel, das geschrieben werden könnte.',

  downloadStarted: '{fileName} ist fertig; der Download hat begonnen.',
  fileIsIn: '{fileName} liegt in {place}.',
  archiveTitle: '{project}, {count, plural, one {# Export} other {# Exporte}}',
  takePlaceAlong: 'Aufnahmeort mitgeben?',
  placeOfSome:
    'In einigen dieser Fotos steht, wo sie aufgenommen wurden (GPS). In Dateien, die daraus entstehen, kann das auch stehen oder weggelassen werden; Datum, Kamera und Copyright werden immer übernommen. Die Antwort gilt für alle Dateien; mit der Option „Ort“ lässt sich das für jede noch ändern.',
  placeOfPhoto:
    'In „{photo}“ steht, wo das Foto aufgenommen wurde (GPS). In Dateien, die daraus entstehen, kann das auch stehen oder weggelassen werden; Datum, Kamera und Copyright werden immer übernommen. Die Antwort gilt für alle Dateien; mit der Option „Ort“ lässt sich das für jede noch ändern.',
  leaveItOut: 'Weglassen',
  takeItAlong: 'Mitgeben',
  custom: 'Eigene Datei',
  everyFormat: 'jedes Format',
  customReason:
    'Jede Art von Datei, jedes Format und alle Optionen; ausgehend von dem, was gerade gewählt ist.',
  presetTag: '{format}, {kind, select, mesh {Mesh} points {Punkte} other {Tiefe}}',
  optionProblem: '{option}: {problem}.',

  asInFile: 'Wie in der Datei',
  clay: 'Ton',
  wireframe: 'Drahtgitter',
  turnFile: '{fileName} in 3D: ziehen zum Drehen, scrollen zum Annähern',
  readingFile: 'Datei wird gelesen',
  bytesOfDownload: 'genau die Bytes des Downloads',
  showAs: 'Darstellen als',
  download: 'Herunterladen',
  triangles: '{count, plural, one {# Dreieck} other {# Dreiecke}}',
  points: '{count, plural, one {# Punkt} other {# Punkte}}',
  cannotBeReadBack: '{fileName} lässt sich nicht wieder einlesen: erneut exportieren.',
};
