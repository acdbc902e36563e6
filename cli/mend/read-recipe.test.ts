import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readRecipe } from './read-recipe.ts';

test.skipIf(process.platform === 'win32')(
  'a recipe or mask that is a pipe is refused, not waited for',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'depthroom-recipe-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const recipe = join(folder, 'strokes.json');
    const stroke = { region: { shape: 'mask', png: 'pipe' }, operation: { do: 'mask-out' } };
    await writeFile(recipe, JSON.stringify({ strokes: [stroke] }));
    for (const path of [pipe, recipe])
      await expect(readRecipe(path)).rejects.toThrow(/Expected pipe to be an ordinary file/);
  },
);
