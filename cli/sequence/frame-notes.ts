import type { FrameNote, FrameRow } from './sequence-record.ts';

const NUMBERS = /\d+(?:\.\d+)?/g;

/** Each note of the files of all frames once: where frames differ in a number of it, with the smallest and the largest. */
export function notesOf(rows: readonly Pick<FrameRow, 'frame' | 'files'>[]): FrameNote[] {
  const said = rows.flatMap(({ frame, files }) =>
    files.flatMap(({ notes = [] }) => notes.map((note) => ({ frame, note }))),
  );
  const alike = Map.groupBy(said, ({ note }) => note.replace(NUMBERS, '#'));
  return [...alike.values()].map((each) => ({
    note: spanning(each.map(({ note }) => note)),
    frames: [...new Set(each.map(({ frame }) => frame))],
  }));
}

/** Sentences that differ in numbers as one. */
function spanning(notes: readonly string[]): string {
  const numbers = notes.map((note) => note.match(NUMBERS) ?? []);
  let place = 0;
  return notes[0].replace(NUMBERS, () => {
    const found = numbers.map((each) => each[place]).sort((a, b) => Number(a) - Number(b));
    place++;
    const [least, most] = [found[0], found[found.length - 1]];
    return least === most ? least : `${least} to ${most}`;
  });
}

/** Numbers of frames as a person writes them: "frame 3", "frames 1-3, 7". */
export function framesWords(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  const words = runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  return `frame${numbers.length === 1 ? '' : 's'} ${words.join(', ')}`;
}
