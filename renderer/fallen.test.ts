import { expect, test } from 'vitest';
import { failureInWords } from './fallen.ts';

test('what failed in the page is said with its kind and places, and without names of people and addresses', () => {
  const thrown = new TypeError("Cannot read properties of undefined (reading 'fx')");
  thrown.stack = `TypeError: Cannot read properties of undefined (reading 'fx')
    at Panel (http://127.0.0.1:4711/assets/index-D3adB33f.js:12:345)
    at file:///home/anna/depthroom/renderer/Stage.tsx?v=1:7:8`;
  expect(failureInWords(thrown)).toEqual([
    "The page failed: TypeError: Cannot read properties of undefined (reading 'fx')",
    '  index-D3adB33f.js:12:345',
    '  Stage.tsx:7:8',
  ]);
  const sentence = new Error('Expected the photo "anna at home.jpg" to be there.');
  expect(failureInWords(sentence).join()).not.toContain('anna');
  expect(failureInWords('anna')).toEqual(['The page failed with something that is no error.']);
});
