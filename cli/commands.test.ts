import { Command } from 'commander';
import { expect, test } from 'vitest';
import { COMMANDS, commandsFor } from './commands.ts';

test('a command line is answered by the command that it names, whatever options stand before', () => {
  expect(commandsFor(['photos'])).toEqual([COMMANDS.photos]);
  expect(commandsFor(['--json', '--project', 'export', 'photos'])).toEqual([COMMANDS.photos]);
  expect(commandsFor(['--project=export', 'take-depth', 'compare'])).toEqual([COMMANDS['take-depth']]);
  for (const words of [[], ['--help'], ['help', 'photos'], ['photo'], ['toString'], ['--project']])
    expect(commandsFor(words)).toEqual(Object.values(COMMANDS));
  expect(commandsFor(['--json', '-V'])).toEqual([]);
});

test('every command is called what it is found by', async () => {
  for (const [name, read] of Object.entries(COMMANDS)) {
    const program = new Command();
    (await read())(program);
    expect(program.commands.map((command) => command.name())).toEqual([name]);
  }
});
