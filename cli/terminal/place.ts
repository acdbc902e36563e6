import { createInterface } from 'node:readline/promises';
import { Argument, type Command } from 'commander';
import { depthImageFormats } from '../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import type { Photo } from '../../contract/photo.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import type { Engine } from '../../core/host/engine.ts';
import { keepPlaceChoice, readPlaceChoice } from '../../core/host/kept/place.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { printResult } from './session.ts';
import { refuseStopped } from './stop.ts';

const WORDS = { with: true, without: false, ask: null } as const;

export function addPlace(program: Command): void {
  const command = program
    .command('place')
    .description(
      'whether the place where photos were taken (GPS) goes along in exported files; kept for the app as well',
    )
    .addArgument(new Argument('[choice]', 'left out: says what is kept').choices(Object.keys(WORDS)));
  command.action(async (choice?: keyof typeof WORDS) => {
    keepFilesPrivate();
    if (choice) await keepPlaceChoice(dataFolder(), WORDS[choice]);
    const { place } = await readPlaceChoice(dataFolder());
    printResult(command, { place }, sentenceOf(place));
  });
}

function sentenceOf(place: boolean | null): string {
  if (place === null)
    return 'The place does not go along, and you are asked at the first photo that has one.';
  return place ? 'The place goes along.' : 'The place does not go along.';
}

/**
 * The request with what a person said once about the place. At a terminal they are asked at the first photo that has one; elsewhere the place stays
 * out, and a line says so. What asks throws `cancelled` where a person says stop instead of an answer.
 */
export function placeAsker(
  engine: Engine,
  isStated: boolean,
  stop: AbortSignal,
): (request: WantedFile, photo: Photo) => Promise<WantedFile> {
  let asked: Promise<boolean> | null = null;
  return async (request, photo) => {
    if (isStated || request.kind !== 'depth-image') return request;
    if (!depthImageFormats[request.options.format].options.includes('place')) return request;
    const kept = (await engine.call('readPlaceChoice', {})).place;
    // Photos that are prepared meanwhile wait for the one answer.
    if (kept === null && photo.hasPlace) asked ??= askOrTell(engine, photo.name, stop);
    return { ...request, options: { ...request.options, place: kept ?? (await asked) ?? false } };
  };
}

async function askOrTell(engine: Engine, name: string, stop: AbortSignal): Promise<boolean> {
  const place = process.stdin.isTTY && process.stderr.isTTY ? await ask(name, stop) : null;
  if (place !== null) {
    await engine.call('keepPlaceChoice', { place });
    return place;
  }
  console.error(
    `${name}: says where it was taken, which does not go along: --place takes it along, and "depthroom place with" (or without) keeps the answer.`,
  );
  return false;
}

/** Null where the input ends without an answer (Ctrl-D). */
async function ask(name: string, stop: AbortSignal): Promise<boolean | null> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While a line is read, Ctrl-C is a key like any other: the terminal sends no signal for it.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const question = `${name} says where it was taken (GPS). Take the place along in exported files, from now on? [y/N] `;
  try {
    return /^y(es)?$/i.test((await terminal.question(question, { signal: stop })).trim());
  } catch {
    // The line that was begun.
    console.error();
    refuseStopped(stop);
    return null;
  } finally {
    terminal.close();
  }
}
