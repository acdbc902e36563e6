import { expect, test } from 'vitest';
import { sentencesBy } from './sentences-by.ts';

const said = sentencesBy(
  {
    'Stopped.': 'Angehalten.',
    '{count} photos were added.': '{count} Fotos sind dazugekommen.',
    'Expected {what}, but received "{given}".': 'Erwartet: {what}; bekommen: „{given}“.',
    'a number': 'eine Zahl',
    'The file {name} cannot be read: {why}': '{name} kann nicht gelesen werden: {why}',
  },
  'de',
);

test('a sentence is found by its shape, with its values where the other language has them', () => {
  expect(said('Stopped.')).toBe('Angehalten.');
  expect(said('3 photos were added.')).toBe('3 Fotos sind dazugekommen.');
  expect(said('Expected a number, but received "a {b} $&".')).toBe(
    'Erwartet: eine Zahl; bekommen: „a {b} $&“.',
  );
});

test('values that are numbers are written by the rules of the language, names stay', () => {
  expect(said('1,234 photos were added.')).toBe('1.234 Fotos sind dazugekommen.');
  expect(said('Expected 0.5, but received "1.30.0".')).toBe('Erwartet: 0,5; bekommen: „1.30.0“.');
});

test('sentences in a row and sentences in sentences are said too; what nobody knows stays as it is', () => {
  expect(said('Stopped. 2 photos were added.')).toBe('Angehalten. 2 Fotos sind dazugekommen.');
  expect(said('The file a.jpg cannot be read: Stopped.')).toBe(
    'a.jpg kann nicht gelesen werden: Angehalten.',
  );
  expect(said('Nobody knows this.')).toBe('Nobody knows this.');
  expect(said('Nobody knows this. Stopped.')).toBe('Nobody knows this. Angehalten.');
});

test('what stands in quotes and what files are called is no word of the table; lists, units and fields are known', () => {
  const words = sentencesBy(
    {
      nothing: 'nichts',
      'a list': 'eine Liste',
      'the hub asks': 'der Hub fragt',
      '{name} is {what}, but received "{given}".': '{name} ist {what}, bekommen: „{given}“.',
      'It holds {what}.': 'Es enthält {what}.',
      '{who} {id}; accept it': '{who}, {id}; annehmen',
      'read {path}': 'Lesen von {path}',
      'expected {what}, but received {input}': 'nötig ist {what}, gegeben ist {input}',
    },
    'de',
  );
  expect(words('nothing is a list, but received "nothing".')).toBe(
    'nothing ist eine Liste, bekommen: „nothing“.',
  );
  expect(words('It holds nothing, a list and 1.5 GB.')).toBe('Es enthält nichts, eine Liste und 1,5 GB.');
  expect(words('the hub asks owner/name; accept it')).toBe('der Hub fragt, owner/name; annehmen');
  expect(words('call: options.edge: expected a list, but received nothing.')).toBe(
    'call: options.edge: nötig ist eine Liste, gegeben ist nichts.',
  );
  // A piece of a sentence is no sentence, and buttons stand for commands.
  expect(words('read the manual')).toBe('read the manual');
  expect(words('It holds nothing ("depthroom doctor").')).toBe('Es enthält nichts.');
});

test('titles of people stay, those that the engine made of others are said', () => {
  const titled = sentencesBy(
    {
      'Marigold (starter weights)': 'Marigold (Startergewichte)',
      '{packTitle}, calibrated': '{packTitle}, kalibriert',
      '{packTitle}, mended': '{packTitle}, ausgebessert',
      'Consensus of {runs} runs': 'Konsens aus {runs} Läufen',
      'Made metric from "{packTitle}".': 'Aus „{packTitle}“ metrisch gemacht.',
      '{titles} are one network.': '{titles} sind ein Netz.',
      Depth: 'Tiefe',
    },
    'de',
  );
  expect(titled('Marigold (starter weights), calibrated, mended')).toBe(
    'Marigold (Startergewichte), kalibriert, ausgebessert',
  );
  expect(titled('Consensus of 6 runs, calibrated')).toBe('Konsens aus 6 Läufen, kalibriert');
  expect(titled('Made metric from "Marigold (starter weights)".')).toBe(
    'Aus „Marigold (Startergewichte)“ metrisch gemacht.',
  );
  expect(titled('Mine, calibrated, Marigold (starter weights), and Yours are one network.')).toBe(
    'Mine, kalibriert, Marigold (Startergewichte) und Yours sind ein Netz.',
  );
});
