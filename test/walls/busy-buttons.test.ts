import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('nothing that is pressed switches itself off while it works, which would drop the focus', () => {
  const files = globSync('renderer/**/*.tsx').filter((path) => !path.endsWith('BusyButton.tsx'));
  expect(files.length).toBeGreaterThan(50);
  const found = files.filter((path) => /\sloading=\{/.test(readFileSync(path, 'utf8')));
  // A button whose work takes a while is a BusyButton.
  expect(found).toEqual([]);
});
