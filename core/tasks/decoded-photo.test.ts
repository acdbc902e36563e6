import { createHash } from 'node:crypto';
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { decodePixels } from '../photos/decode.ts';
import { openPhoto } from '../photos/open.ts';
import { decodeAhead, decodedPhoto, decodeToKeep } from './decoded-photo.ts';

/** A photo as a project keeps it. */
async function keptPhoto(): Promise<string> {
  const bytes = await readFile(SAMPLE);
  const path = join(await temporaryFolder(), createHash('sha256').update(bytes).digest('hex'));
  await writeFile(path, bytes);
  return path;
}

test('a photo is decoded once for runs that follow each other', async () => {
  const path = await keptPhoto();
  const first = await decodedPhoto(path);
  expect(first).toEqual(await decodePixels(SAMPLE));
  expect(await decodedPhoto(path)).toBe(first);
});

test('one that was decoded ahead is there', async () => {
  const [now, next] = [await keptPhoto(), await keptPhoto()];
  const first = await decodedPhoto(now);
  await decodeAhead(next);
  expect(await decodedPhoto(now)).toBe(first);
  const second = await decodedPhoto(next);
  expect(second).not.toBe(first);
  expect(second).toEqual(first);
  expect(await decodedPhoto(next)).toBe(second);
});

test('one that was decoded as it came in is not decoded again under its new name, and held to it', async () => {
  const kept = await keptPhoto();
  const coming = `${kept}-coming`;
  const bringIn = async () => {
    await rename(kept, coming);
    const pixels = await decodeToKeep(coming, await openPhoto(coming));
    await rename(coming, kept);
    return pixels;
  };
  const pixels = await bringIn();
  expect(await decodedPhoto(kept)).toBe(pixels);
  await bringIn();
  await writeFile(kept, Buffer.concat([await readFile(kept), Buffer.of(0)]));
  await expect(decodedPhoto(kept)).rejects.toMatchObject({ code: 'altered' });
});

test('a file that was changed meanwhile is refused, and so is one that is gone', async () => {
  const path = await keptPhoto();
  const bytes = await readFile(path);
  await decodedPhoto(path);
  await writeFile(path, Buffer.concat([bytes, Buffer.of(0)]));
  await expect(decodedPhoto(path)).rejects.toMatchObject({ code: 'altered' });
  await writeFile(path, bytes);
  await utimes(path, 1, 1);
  expect((await decodedPhoto(path)).width).toBeGreaterThan(0);
  await rm(path);
  await expect(decodedPhoto(path)).rejects.toMatchObject({ code: 'altered' });
  // What goes wrong ahead is heard by who asks.
  await decodeAhead(path);
  await expect(decodedPhoto(path)).rejects.toMatchObject({ code: 'altered' });
});
