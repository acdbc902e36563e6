import { expect, test } from 'vitest';
import { CHOICES, presetText } from './preset-text.ts';

test('a button names the program, the format and what the file holds', () => {
  expect(presetText('blender')).toMatchObject({ title: 'Blender', tag: 'GLB mesh' });
  expect(presetText('unreal-points')).toMatchObject({ title: 'Unreal, points', tag: 'XYZ points' });
  expect(presetText('after-effects')).toMatchObject({ title: 'After Effects', tag: 'TIFF depth' });
  expect(presetText('custom').tag).toBe('every format');
});

test('a custom file comes last, and every choice says why', () => {
  expect(CHOICES.at(-1)).toBe('custom');
  expect(CHOICES.filter((choice) => !presetText(choice).reason.endsWith('.'))).toEqual([]);
});
