import { expect, test } from 'vitest';
import { commandText } from './command-text.ts';

test('flags as the CLI names them', () => {
  expect(commandText('my photo.jpg', 'zoe', { flip: false, pad: true, keepAspect: false })).toBe(
    'npx depthroom estimate "my photo.jpg" --pack zoe --no-flip --pad --no-keep-aspect -o out/',
  );
  expect(commandText('a.jpg', 'm', { steps: 4, seed: 7, resampleInput: 'area', prior: 'a b' })).toBe(
    'npx depthroom estimate "a.jpg" --pack m --steps 4 --seed 7 --resample-in area --prior "a b" -o out/',
  );
});

test('a file name cannot run anything', () => {
  expect(commandText('$(x)`y`"z".jpg', 'm', {})).toBe(
    'npx depthroom estimate "\\$(x)\\`y\\`\\"z\\".jpg" --pack m -o out/',
  );
});
