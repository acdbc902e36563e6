import { expect, test } from 'vitest';
import type { Photo } from '../photo.ts';
import type { Result } from '../run.ts';
import { depthImageOptionsSchema } from './depth-image.ts';
import { estimateExport } from './export-estimate.ts';

test('colours are said in words, the channels of an OpenEXR by their names', () => {
  const size = { width: 40, height: 30 };
  const result = { model: size, placement: { window: size }, uncertainty: null } as Result;
  const channels = (options: object) =>
    estimateExport(
      { kind: 'depth-image', options: depthImageOptionsSchema.parse(options) },
      { ...size, bytes: 1, format: 'jpeg' } as Photo,
      result,
    ).facts[1];
  expect(['photoshop', 'preview', 'png16'].map((format) => channels({ format }))).toEqual([
    'red, green, blue and alpha',
    'red, green and blue',
    '1 channel',
  ]);
  expect(channels({ format: 'exr', colour: 'half' })).toBe('A B G R Z');
});
