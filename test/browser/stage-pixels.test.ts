import sharp from 'sharp';
import { expect, test } from 'vitest';
import { colourMap, DEFAULT_COLOUR_MAP } from '../../contract/maths/colour-maps.ts';
import { browserOfFile } from './open-app.ts';
import {
  CAPTION,
  COFFEE,
  goHomeInSpace,
  LEGEND,
  largestDifference,
  openWithDepth,
  paintLinearly,
  readPicture,
  stagePicture,
} from './stage-picture.ts';

const browser = browserOfFile();

test('a depth is painted in the colour of its place between near and far', async () => {
  const { page, get, result, troubles } = await openWithDepth(browser());
  const { view } = result;
  await page.keyboard.press('2');
  await page.getByTestId('stage').getByText('metres').waitFor();
  await paintLinearly(page);
  // One pixel for one, then 1.25^4: above 200 % every pixel is shown as it is.
  await page.getByRole('button', { name: /^Zoom/ }).click();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  const scale = 1.25 ** 4;
  const picture = await stagePicture(page);
  const depth = new Float32Array(await (await get(`/files/${view.file}`)).arrayBuffer());
  let near = Number.POSITIVE_INFINITY;
  let far = 0;
  for (const value of depth) {
    near = Math.min(near, value);
    far = Math.max(far, value);
  }
  const table = colourMap(DEFAULT_COLOUR_MAP);
  let compared = 0;
  for (let y = CAPTION + 40; y < picture.height - LEGEND - 40; y += 37) {
    for (let x = 40; x < picture.width - 40; x += 41) {
      const column = 300 + (x + 0.5 - picture.width / 2) / scale;
      const row = 200 + (y + 0.5 - CAPTION - (picture.height - CAPTION - LEGEND) / 2) / scale;
      const isInMiddle = [column, row].every((place) => Math.abs((place % 1) - 0.5) < 0.3);
      if (!isInMiddle) continue;
      const value = depth[Math.floor(row) * view.width + Math.floor(column)];
      const index = Math.round((255 * (far - value)) / (far - near));
      const expected = [...table.subarray(3 * index, 3 * index + 3)];
      expect(largestDifference(picture.at(x, y), expected), `pixel ${x}, ${y}`).toBeLessThanOrEqual(4);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(40);
  expect(troubles).toEqual([]);
});

test('the home view of the surface is the photo: upright, not mirrored, in its own colours', async () => {
  const { page, photo } = await openWithDepth(browser());
  await goHomeInSpace(page);
  const picture = await stagePicture(page);
  const original = await readPicture(await sharp(COFFEE).blur(1).png().toBuffer());
  const { fx, fy, cx, cy } = photo.intrinsics;
  const paneHeight = picture.height - CAPTION - LEGEND;
  // The pane takes in the whole photo with 4 % of air.
  const halfHeight = 1.04 * Math.max(200 / fy, (300 / fx) * (paneHeight / picture.width));
  const differences: Record<'same' | 'mirrored' | 'upsideDown', number[]> = {
    same: [],
    mirrored: [],
    upsideDown: [],
  };
  for (let v = 25; v < 400; v += 25) {
    for (let u = 25; u < 600; u += 25) {
      const x = picture.width / 2 + ((u - cx) / fx / halfHeight) * (paneHeight / 2);
      const y = CAPTION + paneHeight / 2 + ((v - cy) / fy / halfHeight) * (paneHeight / 2);
      const seen = picture.at(Math.floor(x), Math.floor(y));
      differences.same.push(largestDifference(seen, original.at(u, v)));
      differences.mirrored.push(largestDifference(seen, original.at(599 - u, v)));
      differences.upsideDown.push(largestDifference(seen, original.at(u, 399 - v)));
    }
  }
  // The median passes over the few places where the surface is cut.
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  expect(median(differences.same)).toBeLessThan(10);
  expect(median(differences.mirrored)).toBeGreaterThan(30);
  expect(median(differences.upsideDown)).toBeGreaterThan(30);
});
