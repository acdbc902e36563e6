import { expect, test } from 'vitest';
import { fillRecipeFrom, unfoldPack, useInspector } from './inspector.ts';
import { useRecipe } from './recipe.ts';

test('the settings of a run are in the form of its pack, the seed locked', () => {
  useRecipe.setState({ own: { 'other-pack': { steps: 2 } }, isSeedLocked: false });
  unfoldPack('other-pack', true);
  fillRecipeFrom({ packId: 'a-pack', options: { steps: 7, seed: 42 }, requestedProvider: 'cpu' });
  expect(useRecipe.getState()).toEqual({
    preset: 'balanced',
    provider: 'cpu',
    ticked: null,
    seed: 42,
    isSeedLocked: true,
    own: { 'other-pack': { steps: 2 }, 'a-pack': { steps: 7 } },
  });
  expect(useInspector.getState()).toEqual({
    tab: 'models',
    open: ['other-pack', 'a-pack'],
    isRecipeOpen: false,
    wanted: 'a-pack',
  });
});
