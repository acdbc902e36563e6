import { expect, test } from 'vitest';
import { optionsTitle, panelNotes } from './panel-text.ts';

test('a file that is cut as the 3D view is says so, unless a person set another cut or it is a solid', () => {
  const shown = { format: 'glb', edgeCut: 0.3 };
  const count = (
    own: Record<string, number>,
    options: Parameters<typeof panelNotes>[1],
    cut: number | null,
  ) => panelNotes({ own }, options, cut, 'official').length;
  expect(count({}, shown, 0.3)).toBe(1);
  expect(count({ edgeCut: 0.1 }, shown, 0.3)).toBe(0);
  expect(count({}, { ...shown, format: 'stl' }, 0.3)).toBe(0);
  expect(count({}, { format: 'exr' }, 0.3)).toBe(0);
  expect(count({}, shown, null)).toBe(0);
});

test('starter weights are never passed over', () => {
  expect(panelNotes({ own: {} }, {}, null, 'starter')).toEqual([
    'The file says that it was made with starter weights, not the published ones.',
  ]);
});

test('options of a preset say when they were changed; those of a custom file are always one’s own', () => {
  expect(optionsTitle({ choice: 'blender', own: {} })).toBe('Options');
  expect(optionsTitle({ choice: 'blender', own: { triangles: 1 } })).toBe('Options, some are your own');
  expect(optionsTitle({ choice: 'custom', own: { triangles: 1 } })).toBe('Options');
});
