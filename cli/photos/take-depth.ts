import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { TRUTH_PRESET_NAMES, type TruthPreset } from '../../contract/compare/truth.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { importOnce } from './import-once.ts';
import { statedConvention } from './stated-convention.ts';

interface TakeFlags {
  numbers?: TruthPreset;
  scale?: number;
  invalid?: number;
  euclidean?: boolean;
}

export function addTakeDepth(program: Command): void {
  const command = program
    .command('take-depth')
    .description(
      'a depth map in a file (PNG16, TIFF, EXR, PFM, NPY, NPZ, GDepth) as a run of its photo: compared, refined and exported as any other',
    )
    .argument('<photo>', 'the photo')
    .argument('<map>', 'the file of the depth map')
    .addOption(
      new Option('--numbers <meaning>', 'what its numbers mean (default: recognised)').choices(
        TRUTH_PRESET_NAMES,
      ),
    )
    .option('--scale <factor>', 'what a stored number is multiplied by to be in metres', Number)
    .option('--invalid <number>', 'the stored number where nothing is known', Number)
    .option('--euclidean', 'distances along the ray instead of depth along the view');
  command.action((photoPath: string, mapPath: string, flags: TakeFlags) =>
    withEngine(command, async (engine, stop) => {
      const at = { signal: stop };
      const photo = await importOnce(engine, stop)(photoPath);
      const file = {
        photoId: photo.id,
        path: mapPath,
        name: basename(mapPath),
        convention: statedConvention(
          {
            preset: flags.numbers,
            scale: flags.scale,
            invalid: flags.invalid,
            isEuclidean: flags.euclidean,
          },
          'the depth map',
        ),
      };
      const run = await engine.local('importMap', file, at);
      if (generalOptions(command).json) return console.log(JSON.stringify(run, null, 2));
      const { result } = run;
      if (!result) return;
      const unit = result.unit === 'metres' ? ' m' : ', relative';
      console.log(
        `${photo.name}: "${run.packTitle}" is a run of it now, ${result.minimum.toPrecision(4)} to ${result.maximum.toPrecision(4)}${unit} (${run.id})`,
      );
      for (const note of run.notes) console.log(`  ${note}`);
    }),
  );
}
