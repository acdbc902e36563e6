import type { SourceFile } from './read-files.ts';
import type { House } from './rooms.ts';

/** Most lines of a file, and most source files in a folder, beside their tests. */
const LONGEST_FILE = 300;
const FULLEST_FOLDER = 25;

/** What breaks the rules of the house, each as one sentence. Tests may look at everything above them. */
export interface Breaches {
  upward: string[];
  mutual: string[];
  cycles: string[];
  size: string[];
}

export function findBreaches(files: readonly SourceFile[], house: House): Breaches {
  const built = files.filter(({ path }) => !isTest(path));
  const known = new Set(files.map(({ path }) => path));
  const arrows = built.flatMap(({ path, imports }) =>
    imports.filter((to) => known.has(to)).map((to) => ({ from: path, to })),
  );
  return {
    upward: arrows.flatMap(({ from, to }) => upward(from, to, house)),
    mutual: mutualFolders(arrows),
    cycles: cycles(built),
    size: [...longFiles(files), ...fullFolders(files)],
  };
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('test/');
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

function roomOf(path: string, { rows }: House): string | undefined {
  return rows
    .flat()
    .filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function upward(from: string, to: string, house: House): string[] {
  const [here, there] = [roomOf(from, house), roomOf(to, house)];
  const rowOf = (room: string | undefined) => house.rows.findIndex((row) => row.some((one) => one === room));
  if (!here || !there) return [`${from} imports ${to}: one of them stands in no room (test/walls/rooms.ts)`];
  if (here !== there && rowOf(there) >= rowOf(here))
    return [`${from} imports ${to}: ${there} stands above or beside ${here}`];
  const doors = Object.entries(house.only ?? {}).find(([room]) => from.startsWith(`${room}/`));
  if (doors && !doors[1].some((room) => to.startsWith(`${room}/`)))
    return [`${from} imports ${to}: ${doors[0]} imports ${doors[1].join(', ')} only`];
  return [];
}

function mutualFolders(arrows: readonly { from: string; to: string }[]): string[] {
  const between = new Set(arrows.map(({ from, to }) => `${folderOf(from)} ${folderOf(to)}`));
  return [...between]
    .map((pair) => pair.split(' '))
    .filter(([a, b]) => a < b && between.has(`${b} ${a}`))
    .map(([a, b]) => `${a} and ${b} import each other`);
}

/** Circles of files: each strongly connected group (Tarjan, "Depth-first search and linear graph algorithms", 1972) of more than one file. */
function cycles(files: readonly SourceFile[]): string[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const order = new Map<string, { index: number; lowest: number; isOpen: boolean }>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const visit = (path: string) => {
    const mark = { index: order.size, lowest: order.size, isOpen: true };
    order.set(path, mark);
    stack.push(path);
    for (const next of importsOf.get(path) ?? []) {
      if (!importsOf.has(next)) continue;
      const seen = order.get(next) ?? visit(next);
      if (seen.isOpen) mark.lowest = Math.min(mark.lowest, seen.lowest);
    }
    if (mark.lowest === mark.index) {
      const group = stack.splice(stack.indexOf(path));
      for (const member of group) (order.get(member) as typeof mark).isOpen = false;
      if (group.length > 1) groups.push(group);
    }
    return mark;
  };
  for (const { path } of files) if (!order.has(path)) visit(path);
  return groups.map((group) => `${group.join(' -> ')} import each other in a circle`);
}

function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ lines }) => lines > LONGEST_FILE)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${LONGEST_FILE}`);
}

function fullFolders(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files)
    if (!/\.test\.tsx?$/.test(path)) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > FULLEST_FOLDER)
    .map(([folder, count]) => `${folder} has ${count} source files, more than ${FULLEST_FOLDER}`);
}
