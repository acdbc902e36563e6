import { expect, test } from 'vitest';
import { optionsTitle, panelNotes } from './panel-text.ts';

test('a file says that it is cut as the 3D view is, unless it is a solid', () => {
  const shown = { format: 'glb', edgeCut: 0.3 };
  const notes = (options: Parameters<typeof panelNotes>[0]) => panelNotes(options, 'official');
  expect(notes(shown)).toEqual(['Cut at depth steps of 30\u00a0%, as the 3D view shows it.']);
  expect(notes({ ...shown, edgeCut: 0 })).toEqual(['Not cut at depth steps, as the 3D view shows it.']);
  expect(notes({ ...shown, format: 'stl' })).toEqual([]);
  expect(notes({ format: 'exr' })).toEqual([]);
});

test('starter weights are never passed over', () => {
  expect(panelNotes({}, 'starter')).toEqual([
    'The file says that it was made with starter weights, not the published ones.',
  ]);
});

test('options of a preset say when they were changed; those of a custom file are always one’s own', () => {
  expect(optionsTitle({ choice: 'blender', own: {} })).toBe('Options');
  expect(optionsTitle({ choice: 'blender', own: { triangles: 1 } })).toBe('Options, some are your own');
  expect(optionsTitle({ choice: 'custom', own: { triangles: 1 } })).toBe('Options');
});
