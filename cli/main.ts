import { Command, CommanderError } from 'commander';
import { VERSION } from '../contract/version.ts';
import { systemFailure } from '../core/disk/system-failure.ts';
import { commandsFor } from './commands.ts';
import { endSoon } from './terminal/end-now.ts';
import { withoutDebugging } from './terminal/node-options.ts';
import {
  hintFor,
  NotUnderstood,
  refuseEmpty,
  refuseForeignNames,
  refuseRemovedFolder,
} from './terminal/not-understood.ts';
import { programName } from './terminal/program-name.ts';
import { tellFailure } from './terminal/tell-failure.ts';
import { printVisibly } from './terminal/visible.ts';
import { WRAPPED_HELP } from './terminal/wrap-help.ts';

/** Exit codes: 0 all done, 1 something failed, 2 the command line was not understood, 130 stopped with Ctrl-C. */
const USAGE = 2;

const program = new Command('depthroom')
  .description('Turns photos into depth and 3D. Nothing leaves this computer.')
  .version(VERSION)
  .option('--project <folder>', 'project to work in (default: the one in your data folder)')
  .option('--json', 'print the result as JSON on standard output, and nothing else there')
  .showHelpAfterError('(add --help for what can be said here)')
  .configureHelp(WRAPPED_HELP)
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples, behind "${programName()}":
  estimate photo.jpg --pack fastdepth -o out/          one photo, one model
  estimate holiday/ --all -o out/                      a folder, the four systems
  export photo.jpg --pack fastdepth --format ply -o photo.ply
  compare photo.jpg --all --report out.html            models side by side, with numbers
  evaluate nyu/ --all --protocol nyu-marigold -o out/  a dataset with truth, as in the papers
  sequence 'shot.####.png' --pack fastdepth -o out/    frames, on one scale
  serve                                                the app in your browser`,
  );

// One that is named is all that is read: each reads a good part of the core. Who names none, or a wrong one, is shown all.
for (const read of commandsFor(process.argv.slice(2))) {
  const add = await read();
  add(program);
}
for (const command of program.commands.flatMap((item) => [item, ...item.commands])) {
  command.exitOverride();
  // Options of the program are understood behind the command as well, where people write them.
  command.option('--project <folder>', 'project to work in').option('--json', 'print the result as JSON');
}

if (process.env.NODE_OPTIONS) process.env.NODE_OPTIONS = withoutDebugging(process.env.NODE_OPTIONS);
printVisibly();
// Whoever reads the output may have enough of it (`depthroom photos | head`), and a terminal may be closed.
process.stdout.on('error', (thrown: NodeJS.ErrnoException) => {
  if (thrown.code === 'EPIPE' || thrown.code === 'EIO') return;
  throw systemFailure(thrown, 'write what is printed to where it was redirected');
});
process.stderr.on('error', () => {});
process.on('uncaughtException', (thrown) => {
  tellFailure(thrown);
  process.exit(1);
});

try {
  refuseEmpty(process.argv.slice(2));
  refuseRemovedFolder();
  refuseForeignNames(process.argv.slice(2));
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? 0 : USAGE;
    const hint = hintFor(thrown.code, process.argv.slice(2));
    if (hint !== null) console.error(hint);
  } else {
    const { code } = tellFailure(thrown);
    process.exitCode = code === 'cancelled' ? 130 : thrown instanceof NotUnderstood ? USAGE : 1;
    endSoon(process.exitCode);
  }
}
