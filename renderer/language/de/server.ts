import type { server as english } from '../en/server.ts';
import type { Translated } from '../en/translated.ts';

export const server: Translated<typeof english> = {
  unknownAnswer:
    'Depthroom hat auf eine Weise geantwortet, die diese Seite nicht kennt: Seite neu laden, sie ist vielleicht älter als das Depthroom, das jetzt läuft.',
  answerBrokeOff: 'Die Antwort von Depthroom brach auf dem Weg zu dieser Seite ab: erneut versuchen.',
  stopped: 'Angehalten.',
  noReason: 'Depthroom hat mit Status {status} und ohne Grund geantwortet.',
  nobodyAnswers:
    'Depthroom antwortet nicht. Stockt es nur, macht diese Seite von selbst weiter. Ist es beendet, neu starten und auf der Seite weiterarbeiten, die es dann öffnet.',
  noKey:
    'Diese Seite hat keinen Schlüssel zu dem Depthroom, das jetzt läuft und nach ihr gestartet wurde: aus Depthroom neu öffnen oder „{command}“ ausführen. Die Arbeit ist im Projekt erhalten.',
  outdated: 'Depthroom wurde aktualisiert: diese Seite neu laden.',
  wrongPlane:
    'Die Tiefenkarte muss {width} × {height} Werte enthalten, es sind aber {count}. Modell erneut starten.',
  badPreview: 'Die Vorschau dieses Fotos kann nicht gelesen werden: Foto entfernen und neu hinzufügen.',
  gone: 'Es ist nicht mehr im Projekt: Es wurde inzwischen entfernt.',
};
