import { expect, test } from 'vitest';
import { useProject } from '../../state/project.ts';
import { snapshotOf } from '../../testing/sample-project.ts';
import { fullPath } from './full-path.ts';

test('full paths of every system are taken, without what stands around them', () => {
  for (const path of ['/home/a b', 'C:\\Users\\a', 'd:/a', '\\\\server\\share'])
    expect(fullPath(`  ${path} `)).toBe(path);
  expect(fullPath('"C:\\Program Files\\a"')).toBe('C:\\Program Files\\a');
});

test('nothing and a path that begins nowhere are refused with an example', () => {
  useProject.setState({ snapshot: snapshotOf({ project: { folder: '/home/me/first', name: 'first' } }) });
  expect(() => fullPath('photos/2024')).toThrow(
    'Expected the full path of a folder, such as /home/me/first, but received "photos/2024".',
  );
  // No folder is this page's home.
  expect(() => fullPath('~/photos')).toThrow(/received "~\/photos"\.$/);
  expect(() => fullPath('  ')).toThrow(/but received nothing\.$/);
});
