import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

test('every package that is used is named in the notices, and no other', async () => {
  const notices = await readFile(new URL('../../THIRD_PARTY.md', import.meta.url), 'utf8');
  const named = notices.split('## Packages')[1].matchAll(/^\| ([^ |]+) \|/gm);
  const used = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap(
    (group) => Object.keys(group),
  );
  expect(
    [...named]
      .map(([, name]) => name)
      .filter((name) => name !== 'package' && name !== '---')
      .sort(),
  ).toEqual(used.sort());
});
