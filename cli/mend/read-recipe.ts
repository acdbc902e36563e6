import { basename, dirname, resolve } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { maskRegion } from '../../contract/mend/mask-runs.ts';
import { type Recipe, recipeSchema } from '../../contract/mend/recipe.ts';
import { readWholeFile } from '../../core/formats/read-whole-file.ts';

/**
 * A recipe for mending, as the app keeps it. A region may name a grey PNG instead of its pixels, `{"shape": "mask", "png": "sky.png"}`, beside the
 * recipe. Throws `bad-input` where it is none, `not-found`, `no-permission` or `too-large` where a file cannot be read.
 */
export async function readRecipe(path: string): Promise<Recipe> {
  const name = basename(path);
  const json = await parsed(path, name);
  const strokes = (json as { strokes?: unknown } | null)?.strokes;
  if (Array.isArray(strokes)) for (const stroke of strokes) await bringMask(stroke, dirname(path));
  const recipe = recipeSchema.safeParse(json);
  if (recipe.success) return recipe.data;
  const [issue] = recipe.error.issues;
  throw new DepthroomError(
    'bad-input',
    `${name} is no recipe for mending: ${issue.path.join('.') || 'the file'}: ${issue.message}.`,
  );
}

async function parsed(path: string, name: string): Promise<unknown> {
  const text = await readWholeFile(path, basename(path)).then((bytes) => bytes.toString('utf8'));
  try {
    return JSON.parse(text);
  } catch {
    throw new DepthroomError('bad-input', `Expected a recipe for mending in JSON, but ${name} is none.`);
  }
}

async function bringMask(stroke: { region?: Record<string, unknown> } | null, folder: string): Promise<void> {
  const region = stroke?.region;
  if (!stroke || region?.shape !== 'mask' || typeof region.png !== 'string') return;
  const path = resolve(folder, region.png);
  const { readPng } = await import('../../core/formats/read-png.ts');
  const { width, height, values, storage } = await readPng(
    await readWholeFile(path, basename(path)),
    basename(path),
  );
  stroke.region = maskRegion(
    storage === 'uint16' ? values.map((code) => code >> 8) : values,
    width,
    height,
  ) as never;
}
