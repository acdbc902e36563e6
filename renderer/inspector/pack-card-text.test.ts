import { expect, onTestFinished, test } from 'vitest';
import { SYSTEM_NAMES } from '../../contract/systems.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { speak } from '../language/language.ts';
import { hasOptions } from '../view/pack-text.ts';
import { packSummary } from './pack-card-text.ts';

test('a pack says what it gives, allows and weighs', () => {
  const pack = { depthKind: 'metric', licence: 'MIT', bytes: 12_000_000 } as const;
  expect(packSummary(pack, {})).toBe('metres · MIT · 12\u00a0MB');
  expect(packSummary(pack, { flip: true })).toBe('metres · MIT · 12\u00a0MB · own options');
});

test('that a licence is not stated is said in the language of the page', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  const pack = { depthKind: 'metric', licence: 'not stated', bytes: 12_000_000 } as const;
  expect(packSummary(pack, {})).toContain('nicht angegeben');
});

test('every system but the one that is unknown may have options', () => {
  expect(hasOptions({ system: null })).toBe(false);
  expect(SYSTEM_NAMES.filter((system) => hasOptions({ system }))).toEqual(
    expect.arrayContaining(['marigold', 'zoedepth']),
  );
});
