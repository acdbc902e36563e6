import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findFrames, frameNumber, framePattern, frameRange } from './frame-files.ts';

test('a name says where its number stands and how many digits it has at least', () => {
  expect(framePattern('in/shot.####.png')).toEqual({
    folder: 'in',
    prefix: 'shot.',
    suffix: '.png',
    digits: 4,
  });
  expect(framePattern('shot.%04d.png')).toEqual({ folder: '.', prefix: 'shot.', suffix: '.png', digits: 4 });
  expect(framePattern('%d.jpg').digits).toBe(1);
  expect(frameNumber(12345, { digits: 4 })).toBe('12345');
  expect(() => framePattern('shot.1001.png')).toThrow(/#### or %04d/);
  expect(() => framePattern('a#b#.png')).toThrow(/several/);
});

test('a video is refused with the way to frames', () => {
  for (const name of ['clip.mp4', 'a/b c.MOV'])
    expect(() => framePattern(name)).toThrow(/is a video, and frames are read: .*ffmpeg -i .*%04d\.png/);
});

test('a range is one number or two', () => {
  expect(frameRange('1001-1050')).toEqual({ first: 1001, last: 1050 });
  expect(frameRange('7')).toEqual({ first: 7, last: 7 });
  for (const text of ['', '5-1', 'a-b', '-3', '1,2']) expect(() => frameRange(text)).toThrow(/1001-1050/);
});

test('frames are found by number, whatever else lies there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-frames-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of [
    's.0008.png',
    's.0010.png',
    's.0009.png.json',
    's.9.png',
    's.00011.png',
    's.12000.png',
    't.0001.png',
  ])
    await writeFile(join(folder, name), '');
  const all = await findFrames(join(folder, 's.####.png'), { first: 8, last: 11 });
  expect([...all.paths.keys()]).toEqual([8, 10]);
  expect([all.first, all.last]).toEqual([8, 11]);
  await expect(findFrames(join(folder, 's.####.png'))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('--frames'),
  });
  await expect(findFrames(join(folder, 'u.####.png'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(findFrames(join(folder, 'gone', 'u.####.png'))).rejects.toMatchObject({ code: 'not-found' });
});
