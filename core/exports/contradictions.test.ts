import { expect, test } from 'vitest';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { refuseContradictions } from './contradictions.ts';

const wanted = (options: object) => ({
  kind: 'depth-image' as const,
  options: depthImageOptionsSchema.parse(options),
});

test.for([
  [{ format: 'png16', minimum: 3, maximum: 2 }, 'metric', /below its maximum/],
  [{ format: 'preview', minimum: 3, maximum: 3 }, 'affine-depth', /below its maximum/],
  [{ format: 'tiff16', minimum: 3, maximum: 2 }, null, /below its maximum/],
  [{ format: 'png16', minimum: 0, maximum: 2, mapping: 'log' }, 'metric', /positive/],
  [{ format: 'gdepth', minimum: 0, maximum: 2 }, 'metric', /positive/],
  [{ format: 'gdepth' }, 'affine-disparity', /GDepth holds metres/],
] as const)('a scale of grey that cannot be is refused before there is a map: %o, %s', ([
  options,
  kind,
  sentence,
]) => {
  expect(() => refuseContradictions(wanted(options), kind)).toThrow(sentence);
});

test('what can be is not refused, nor what a format does not use', () => {
  for (const kind of ['metric', 'affine-disparity', null] as const) {
    refuseContradictions(wanted({ format: 'png16', minimum: 2, maximum: 3 }), kind);
    refuseContradictions(wanted({ format: 'png16', maximum: 3 }), kind);
    refuseContradictions(wanted({ format: 'exr', minimum: 3, maximum: 2 }), kind);
    refuseContradictions(wanted({ format: 'gdepth', near: 1, far: 3 }), kind);
    refuseContradictions(wanted({ format: 'preview', minimum: -1, maximum: 3 }), kind);
  }
});
