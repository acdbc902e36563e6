import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import type { Engine } from '../../core/host/engine.ts';
import { choosePacks } from '../photos/choose-packs.ts';
import { findOrRun } from '../photos/find-or-run.ts';
import { importOnce } from '../photos/import-once.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { printResult, withEngine } from '../terminal/session.ts';
import { readRecipe } from './read-recipe.ts';

interface MendFlags {
  recipe: string;
  pack?: string;
  run?: string;
  provider: string;
}

export function addMend(program: Command): void {
  const command = program
    .command('mend')
    .description(
      'mends a depth map of a photo by the strokes of a recipe, as a run of its own; the map it was made from stays as it is',
    )
    .argument('<photo>', 'the photo')
    .requiredOption('--recipe <file>', 'the strokes, as JSON')
    .option(
      '--pack <id or folder>',
      'model pack whose map is mended; estimated first where that is not done yet',
    )
    .option('--run <id>', 'the run that is mended instead, by its id (or how it begins)')
    .option('--provider <name>', 'execution provider for the estimate', 'auto')
    .addHelpText(
      'after',
      `
A recipe is {"strokes": [{"region": ..., "operation": ...}, ...]}; places and lengths are pixels of the photo.
  region     {"shape": "brush", "points": [[x, y], ...], "radius": 40, "softness": 0.5}
             {"shape": "lasso", "points": [[x, y], ...], "softness": 8}
             {"shape": "mask", "png": "sky.png"}      a grey PNG over the whole photo, white inside
             {"shape": "everything"}
  operation  {"do": "mask-out"}, {"do": "restore"}
             {"do": "fill", "by": "smooth" | "plane" | "nearest", "only": "holes" | "all"}
             {"do": "push", "farther": 0.5}           metres; of a relative map a share of its span
             {"do": "level"}                          onto the plane that fits best
             {"do": "snap", "radius": 12}             edges onto those of the photo
Mended maps are exported with "depthroom export --all --pack mended -o <folder>".`,
    );
  command.action((photoPath: string, flags: MendFlags) => mendCommand(command, photoPath, flags));
}

async function mendCommand(command: Command, photoPath: string, flags: MendFlags): Promise<void> {
  if ((flags.pack === undefined) === (flags.run === undefined))
    throw new NotUnderstood(
      'Expected the map that is to be mended, as --pack or as --run, but received both or neither.',
    );
  const recipe = await readRecipe(flags.recipe);
  await withEngine(command, async (engine, stop) => {
    const photo = await importOnce(engine, stop)(photoPath);
    const source =
      flags.run === undefined
        ? await estimated(engine, photo, flags, stop)
        : await runCalled(engine, photo, flags.run);
    const run = await engine.call('mend', { runId: source.id, recipe }, { signal: stop });
    printResult(
      command,
      run,
      [`${photo.name}: "${run.packTitle}" is a run of it now (${run.id})`, ...run.notes].join('\n  '),
    );
  });
}

async function estimated(
  engine: Engine,
  photo: Photo,
  { pack, provider }: MendFlags,
  stop: AbortSignal,
): Promise<Run> {
  const [packId] = await choosePacks(engine, { pack: pack === undefined ? [] : [pack] });
  return findOrRun(engine, { photo, packId, options: {}, provider }, stop);
}

async function runCalled(engine: Engine, photo: Photo, id: string): Promise<Run> {
  const own = await runsOf(engine, photo.id);
  const found = own.filter((run) => run.id.startsWith(id));
  if (found.length === 1) return found[0];
  const known = own.map((run) => `${run.id.slice(0, 8)} (${run.packTitle})`).join(', ') || 'none';
  throw new DepthroomError(
    'not-found',
    `Expected one run of ${photo.name} whose id begins with "${id}", but found ${found.length}; its runs are ${known}.`,
  );
}

/** All runs of a photo, oldest first. */
export async function runsOf(engine: Engine, photoId: string): Promise<Run[]> {
  let { runs, older } = await engine.call('photoRows', { photoId });
  const parts = [runs];
  while (older > 0) {
    ({ runs, older } = await engine.call('olderRuns', { photoId, beforeRunId: runs[0].id }));
    parts.unshift(runs);
  }
  return parts.flat();
}
