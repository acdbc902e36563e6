import type { Command } from 'commander';

/** What a command that works through many photos can be told of them. */
export interface BatchFlags {
  recursive?: boolean;
  include?: string[];
  exclude?: string[];
  list?: string;
  range?: string;
  shard?: string;
  name?: string;
}

/** For a flag that may be given several times: all of its values. */
export const collect = (value: string, others: string[] = []) => [...others, value];

export function addBatchFlags(command: Command): void {
  command
    .option('--recursive', 'folders with the folders in them; the structure is kept below --out')
    .option(
      '--include <glob>',
      'only files of folders that match: "*.jpg", "day1/**"; may be given several times',
      collect,
    )
    .option('--exclude <glob>', 'no files of folders that match; may be given several times', collect)
    .option('--list <file>', 'photos from a text file, one path a line; - is the standard input')
    .option('--range <a-b>', 'only these of the photos, counted from 1: 1-50, 7, 1-10,21-30')
    .option('--shard <i/n>', 'only the i-th of n parts, which together are all photos')
    .option(
      '--name <template>',
      'what files are called: {stem}, {pack}, {system}, {seed}, {index}, and / for folders',
    );
}

/** What help texts say of it. */
export const BATCH_HELP = `
Many photos: names are given over all photos, before --range and --shard choose some of them, so that parts may be made on different
computers into one folder. A photo whose files are there, made by the same pack with the same options of the same bytes, is passed over,
and depth that the project has is not computed again, so that the same command goes on where it was stopped; --force does it again.
A photo that fails is named at the end and stops no other, unless all would fail the same way (a full disk, a folder that takes no
files): then it is said how many were not tried.
With --json there is one line for each item as it is finished, with its "path" and "outcome" (done, reused or failed), and a last line
with the "summary".

Names: {stem} the photo's name without its ending, {pack} the pack's id, {system} its system, {seed} its seed, {index} the photo's
number (000001). Files lie in the folder below --out in which the photo lies below the folder that was named (with --list: below the
folder that holds all its photos). Default: {stem}.{pack}`;

/** Ends the command as not understood where neither photos nor a list of them are named. */
export function requirePhotos(command: Command, paths: readonly string[], { list }: BatchFlags): void {
  if (paths.length === 0 && list === undefined)
    command.error('error: missing photos, folders of photos, or a --list of them');
}
