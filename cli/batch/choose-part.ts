import { DepthroomError } from '../../contract/errors.ts';
import { counted } from '../terminal/counted.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/**
 * Which of so many things are meant, by their places from 0 on: those in `range` (counted from 1: `1-50`, `7`, `1-10,21-30`), of them every
 * n-th for the shard `i/n`. Throws `bad-input` where either cannot be understood, or no place of the range is there.
 */
export function choosePart(
  count: number,
  { range, shard }: { range?: string; shard?: string },
  say: (line: string) => void = (line) => console.error(line),
): number[] {
  const all = Array.from({ length: count }, (_, k) => k);
  const ranged = range === undefined ? all : inRange(all, range);
  if (shard === undefined) return ranged;
  const { part, parts } = shardOf(shard);
  const chosen = ranged.filter((_, k) => k % parts === part - 1);
  // No mistake: a farm starts as many as it has. A person would take the silence for one.
  if (chosen.length === 0 && ranged.length > 0)
    say(`Part ${part} of ${parts} of ${counted(ranged.length, 'photo')} is empty: nothing was done.`);
  return chosen;
}

function inRange(all: readonly number[], range: string): number[] {
  const spans = range.split(',').map((text) => {
    const [, first, last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(text) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && from <= to))
      throw new NotUnderstood(
        `Expected --range as places counted from 1, 1-50 or 1-10,21-30, but received "${range}".`,
      );
    return { from, to };
  });
  const chosen = all.filter((k) => spans.some(({ from, to }) => k + 1 >= from && k + 1 <= to));
  if (chosen.length === 0)
    throw new DepthroomError(
      'bad-input',
      `Expected a --range within the ${counted(all.length, 'photo that there is', 'photos that there are')}, but received "${range}".`,
    );
  return chosen;
}

function shardOf(shard: string): { part: number; parts: number } {
  const [, part, parts] = (/^\s*(\d+)\s*\/\s*(\d+)\s*$/.exec(shard) ?? []).map(Number);
  if (part >= 1 && part <= parts) return { part, parts };
  throw new NotUnderstood(`Expected --shard as i/n with i from 1 to n, 3/8, but received "${shard}".`);
}
