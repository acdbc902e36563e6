import { expect, test } from 'vitest';
import { withoutExtension } from '../photo-files.ts';
import { depthImageOptionsSchema } from './depth-image.ts';
import { fileExtension, formatExtension } from './file-extension.ts';
import { meshOptionsSchema } from './geometry.ts';

const mesh = (given: object) => ({ kind: 'mesh' as const, options: meshOptionsSchema.parse(given) });

test('a mesh of several files is an archive, for whichever reason there are several', () => {
  expect(
    [{ format: 'glb' }, { format: 'obj' }, { format: 'usda' }, { format: 'glb', camera: true }].map((given) =>
      fileExtension(mesh(given)),
    ),
  ).toEqual(['glb', 'obj.zip', 'usda.zip', 'glb.zip']);
  expect(formatExtension(mesh({ format: 'obj' }))).toBe('obj');
});

test('a picture ends as its format says, and a name loses its own ending only', () => {
  const options = depthImageOptionsSchema.parse({ format: 'tiff16' });
  expect(fileExtension({ kind: 'depth-image', options })).toBe('tif');
  expect(['a.b.jpg', 'a', '.hidden', 'no.extension here'].map(withoutExtension)).toEqual([
    'a.b',
    'a',
    '',
    'no.extension here',
  ]);
});
