import type { controls as english } from '../en/controls.ts';
import type { Translated } from '../en/translated.ts';

export const controls: Translated<typeof english> = {
  details: 'Details',
  fullPath: 'Vollständiger Pfad',
  choose: 'Auswählen',
  chooseFor: 'Auswählen: {label}',
  close: 'Schließen',
  automatic: 'automatisch',
  starterWeights: 'nur Startergewichte',
  importedWeights: 'importierte Gewichte',
  more: 'Mehr',
  moreOf: '{label}: weitere Befehle',
  models: 'Modelle',
  asThePackSays: 'wie im Paket',
  on: 'an',
  off: 'aus',
};
