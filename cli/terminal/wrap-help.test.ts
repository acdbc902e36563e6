import { Command } from 'commander';
import { expect, test } from 'vitest';
import { WRAPPED_HELP } from './wrap-help.ts';

test.each([
  40, 80, 120,
])('no line of the help is longer than a terminal of %i columns, and no word is lost', (columns) => {
  const about = 'how the depth map is brought to the size of the photo, in as many words as it takes';
  const program = new Command('d').configureHelp(WRAPPED_HELP);
  const command = program
    .command('estimate')
    .argument('[photo...]', 'photos, or folders of photos')
    .option('--resample <near|exact|bicubic>', about)
    .option('--all', 'the four systems');
  command.configureOutput({ getOutHelpWidth: () => columns });
  const help = command.helpInformation();
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(help.replace(/\s+/g, ' ')).toContain(
    `--resample <near|exact|bicubic> ${about} --all the four systems`,
  );
});
