import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { stemOf } from '../../core/disk/file-stem.ts';
import { systemFailure } from '../../core/disk/system-failure.ts';
import { counted } from '../terminal/counted.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** How the frames of a sequence are called: `shot.####.png`, `shot.%04d.png`. */
export interface FramePattern {
  folder: string;
  /** What stands before and after the number. */
  prefix: string;
  suffix: string;
  /** Digits that a number has at least. */
  digits: number;
}

/** The frames that are there, by number, and the first and last that are meant. */
export interface FrameFiles {
  pattern: FramePattern;
  paths: ReadonlyMap<number, string>;
  first: number;
  last: number;
}

const VIDEOS = [
  '.mp4',
  '.mov',
  '.m4v',
  '.mkv',
  '.avi',
  '.webm',
  '.mpg',
  '.mpeg',
  '.mxf',
  '.wmv',
  '.ts',
  '.mts',
  '.y4m',
  '.ogv',
];
const NUMBER = /#+|%0?(\d*)d/;
/** Frames that may be missing for each one that is there, before a mistake is likelier than a gap. */
const MOST_MISSING = 10;

/** Reads how frames are called. Throws `bad-input` for a video, and for a name without exactly one place for a number. */
export function framePattern(path: string): FramePattern {
  const name = basename(path);
  const found = NUMBER.exec(name);
  if (!found) {
    if (VIDEOS.includes(extname(name).toLowerCase())) {
      const stem = name.slice(0, -extname(name).length);
      throw new NotUnderstood(
        `${name} is a video, and frames are read: make them first, for example with "ffmpeg -i ${name} ${stem}.%04d.png", and name them as ${stem}.####.png.`,
      );
    }
    throw new NotUnderstood(
      `Expected the name of frames with #### or %04d in the place of their number, but received "${name}".`,
    );
  }
  const suffix = name.slice(found.index + found[0].length);
  if (NUMBER.test(suffix))
    throw new NotUnderstood(`Expected one number in the name of the frames, but "${name}" has several.`);
  return {
    folder: dirname(path),
    prefix: name.slice(0, found.index),
    suffix,
    digits: found[0].startsWith('#') ? found[0].length : Math.max(1, Number(found[1] || 1)),
  };
}

/** A frame's number as it stands in names. */
export function frameNumber(number: number, { digits }: Pick<FramePattern, 'digits'>): string {
  return String(number).padStart(digits, '0');
}

/** Where the photo of a frame lies. */
export function framePath(pattern: FramePattern, number: number): string {
  return join(pattern.folder, `${pattern.prefix}${frameNumber(number, pattern)}${pattern.suffix}`);
}

/** What the file of a frame is called. */
export function frameName(pattern: FramePattern, number: number, extension: string): string {
  return `${pattern.prefix}${frameNumber(number, pattern)}.${extension}`;
}

/** What the record of a sequence is called. */
export function sequenceName({ prefix }: Pick<FramePattern, 'prefix'>): string {
  const name = prefix.replace(/[._\- ]+$/, '');
  return `${name === '' ? 'frames' : stemOf(`${name}.x`)}.sequence.json`;
}

/** `1001-1050`, or one number. Throws `bad-input` for anything else. */
export function frameRange(text: string): { first: number; last: number } {
  const found = /^(\d+)(?:-(\d+))?$/.exec(text.trim());
  const [first, last] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
  if (!found || first > last)
    throw new NotUnderstood(`Expected frames as 1001-1050, but received "${text}".`);
  return { first, last };
}

/**
 * The frames that are there, of those that are meant: from the first number to the last, or as stated. Throws `bad-input` as `framePattern`
 * and where most of them would be missing, `not-found` where there is none, `no-permission` or `not-found` where the folder cannot be read.
 */
export async function findFrames(
  path: string,
  stated?: { first: number; last: number },
): Promise<FrameFiles> {
  const pattern = framePattern(path);
  const { folder, prefix, suffix } = pattern;
  const names = await readdir(folder).catch((thrown) => {
    throw systemFailure(thrown, `read the folder ${folder}`);
  });
  const found = new Map<number, string>();
  for (const name of names) {
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
    const digits = name.slice(prefix.length, name.length - suffix.length);
    if (!/^\d+$/.test(digits) || digits !== frameNumber(Number(digits), pattern)) continue;
    const number = Number(digits);
    if (!stated || (number >= stated.first && number <= stated.last)) found.set(number, join(folder, name));
  }
  const numbers = [...found.keys()].sort((a, b) => a - b);
  if (numbers.length === 0)
    throw new DepthroomError(
      'not-found',
      `Expected frames called ${basename(path)} in ${folder}${stated ? ` from ${stated.first} to ${stated.last}` : ''}, but there is none.`,
    );
  const { first, last } = stated ?? { first: numbers[0], last: numbers[numbers.length - 1] };
  const missing = last - first + 1 - numbers.length;
  if (missing > MOST_MISSING * numbers.length)
    throw new DepthroomError(
      'bad-input',
      `${missing} of the frames from ${first} to ${last} are missing, and only ${counted(numbers.length, 'is', 'are')} there: state which are meant with --frames.`,
    );
  return { pattern, paths: new Map(numbers.map((number) => [number, found.get(number) ?? ''])), first, last };
}
