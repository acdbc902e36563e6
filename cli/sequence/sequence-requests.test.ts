import { expect, test } from 'vitest';
import { planRequests } from './sequence-requests.ts';

test.for([
  [['png16', 'preview'], 'png16 and preview both write <frame>.png'],
  [['obj', 'usda'], 'obj and usda both write <frame>.jpg'],
  [['gdepth', 'obj'], 'gdepth and obj both write <frame>.jpg'],
  [['glb', 'ply-mesh'], 'glb and ply-mesh both write <frame>.chan', { camera: true }],
  [['obj', 'obj'], 'obj and obj both write <frame>.obj'],
] as const)('formats that write a file of one name are refused: %o', ([words, sentence, given]) => {
  expect(() => planRequests(words, given ?? {})).toThrow(sentence);
});

test('formats whose files have names of their own go together', () => {
  expect(planRequests(['obj', 'usda'], { texture: 'none' })).toHaveLength(2);
  expect(planRequests(['exr', 'png16', 'glb', 'obj'], {})).toHaveLength(4);
});
