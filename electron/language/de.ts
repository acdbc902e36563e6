import type { Texts } from './en.ts';

/** What the window itself says, in German. */
export const de: Texts = {
  couldNotStart: 'Depthroom konnte nicht starten',

  pageEnded: (why) => `Die Seite von Depthroom wurde beendet: ${why}.`,
  pageIsKept: 'Fotos, Tiefenkarten und Exporte sind erhalten, und die Arbeit im Hintergrund geht weiter.',
  drawingEnded: (why) => `Der Prozess, der zeichnet, wurde beendet: ${why}.`,
  drawingIsKept:
    'Das System startet ihn neu. Tiefenkarten und Exporte sind erhalten; bleibt die Ansicht leer, die Seite neu laden.',
  mistake: 'Depthroom hat selbst einen Fehler gemacht.',
  mistakeIsKept:
    'Das Fenster bleibt offen, und was gespeichert wurde, ist erhalten. Falls etwas nicht mehr reagiert, Depthroom beenden und neu starten.',

  crashed: 'abgestürzt',
  outOfMemory: 'nicht genug Speicher',
  killed: 'vom System oder einem anderen Programm',
  evicted: 'das System brauchte den Speicher',
  notStarted: 'er ließ sich nicht starten',
  altered: 'Dateien wurden verändert; Depthroom neu installieren',
  endedByItself: 'ohne erkennbaren Grund',

  loadAgain: 'Seite neu laden',
  goOn: 'Weiter',
  quit: 'Beenden',

  queueEnded: 'Die Warteschlange ist abgearbeitet.',

  menuFile: 'Datei',
  menuEdit: 'Bearbeiten',
  menuView: 'Ansicht',
  menuWindow: 'Fenster',
  roles: (app, isMac) => ({
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    resetZoom: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    togglefullscreen: 'Vollbild',
    reload: 'Neu laden',
    toggleDevTools: 'Entwicklerwerkzeuge',
    minimize: isMac ? 'Im Dock ablegen' : 'Minimieren',
    zoom: isMac ? 'Zoomen' : 'Maximieren',
    front: 'Alle nach vorne bringen',
    close: isMac ? 'Fenster schließen' : 'Schließen',
    about: `Über ${app}`,
    services: 'Dienste',
    hide: `${app} ausblenden`,
    hideOthers: 'Andere ausblenden',
    unhide: 'Alle einblenden',
    quit: isMac ? `${app} beenden` : 'Beenden',
  }),
};
