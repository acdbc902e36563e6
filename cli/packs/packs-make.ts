import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LIBRARY_WORK } from '../../contract/library.ts';
import { followProgress } from '../terminal/follow-progress.ts';
import { printResult } from '../terminal/session.ts';
import { whenStopped } from '../terminal/stop.ts';
import { withLibrary } from './with-library.ts';

interface MakeOptions {
  id?: string;
  title?: string;
  licence?: string;
  size?: number;
  multipleOf?: number;
  mean?: [number, number, number];
  std?: [number, number, number];
  range: '0..1' | '0..255';
  aspect: 'keep' | 'stretch';
  answer: 'metres' | 'disparity' | 'affine';
  near?: 'high' | 'low';
  replace?: boolean;
}

export function addPacksMake(packs: Command): void {
  const command = packs
    .command('make')
    .description('make a pack of a bare ONNX graph with one image going in and one map coming out')
    .argument('<file>', 'the .onnx; weights that it keeps in another file lie beside it')
    .addOption(
      new Option('--answer <kind>', 'what comes out')
        .choices(['metres', 'disparity', 'affine'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--near <end>',
        'which end of the answer is near (high for disparity, low for affine)',
      ).choices(['high', 'low']),
    )
    .option('--size <pixels>', 'short side of what goes in; a graph of one fixed size knows it', wholeNumber)
    .option('--multiple-of <pixels>', 'both sides are multiples of this', wholeNumber)
    .option('--mean <r,g,b>', "mean of the colours (default: ImageNet's)", threeNumbers)
    .option('--std <r,g,b>', "deviation of the colours (default: ImageNet's)", threeNumbers)
    .addOption(
      new Option('--range <range>', 'range of the colours that mean and deviation are for')
        .choices(['0..1', '0..255'])
        .default('0..1'),
    )
    .addOption(
      new Option('--aspect <rule>', 'proportions of the photo').choices(['keep', 'stretch']).default('keep'),
    )
    .option('--id <id>', 'id of the pack')
    .option('--title <title>', 'what the app calls it')
    .option('--licence <licence>', 'licence of the weights')
    .option('--replace', 'take the place of an installed pack of the same id');
  command.action((file: string, { range, ...options }: MakeOptions) =>
    withLibrary(command, async (engine, stop) => {
      whenStopped(stop, 'stop making the pack', () => engine.call('cancelLibraryWork', {}));
      const end = followProgress(engine, LIBRARY_WORK, file);
      // The defaults are ImageNet's, which are for 0..1.
      const scale = range === '0..255' ? 255 : 1;
      const imageNet = (values: [number, number, number]) =>
        values.map((each) => each * scale) as typeof values;
      const pack = await engine
        .call('makePack', {
          mean: imageNet([0.485, 0.456, 0.406]),
          std: imageNet([0.229, 0.224, 0.225]),
          ...options,
          range,
          file: resolve(file),
        })
        .finally(end);
      printResult(command, pack, `${pack.title} is installed: --pack ${pack.id}`);
    }),
  );
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

function threeNumbers(text: string): [number, number, number] {
  const values = text.split(',').map(Number);
  if (values.length !== 3 || !values.every(Number.isFinite))
    throw new InvalidArgumentError('Expected three numbers with commas between them.');
  return values as [number, number, number];
}
