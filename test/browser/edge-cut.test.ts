import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cutSides } from '../../contract/geometry/cut-sides.ts';
import { removeIslands } from '../../contract/geometry/islands.ts';
import { cameraOfWindow } from '../../contract/maths/pinhole.ts';
import type { Photo } from '../../contract/photo.ts';
import { pixelsOnSteps } from '../../core/geometry/edges.ts';
import { classifyQuads, QUAD } from '../../core/geometry/quads.ts';
import { browserOfFile } from './open-app.ts';
import { CAPTION, goHomeInSpace, LEGEND, openWithDepth, stagePicture } from './stage-picture.ts';

const browser = browserOfFile();
/** Finer than the footprint of the model's pixels through this lens allows. */
const EDGE_CUT = 0.02;
const RULE = { edgeCut: EDGE_CUT, edgeAngle: 8 };
const LENS = { fieldOfViewDegrees: 75 };
const SIZE = { width: 600, height: 400 };

/** The 3D view from where the photo was taken, in clay, which is never as dark as the background. */
async function openInSpace() {
  const { page, photo: imported, result, get, engine, troubles } = await openWithDepth(browser());
  await engine.call('setIntrinsics', { photoId: imported.id, lens: LENS });
  const [photo] = (await engine.call('snapshot', {})).photos;
  await page.getByRole('tab', { name: 'Camera' }).click();
  await page.getByText(`${LENS.fieldOfViewDegrees.toFixed(1)}°`).waitFor();
  const response = await get(`/files/${result.model.file}`);
  const model = {
    width: result.model.width,
    height: result.model.height,
    depth: new Float32Array(await response.arrayBuffer()),
  };
  await goHomeInSpace(page);
  await page.getByText('Clay', { exact: true }).click();
  const slider = page.getByRole('slider', { name: 'Edge cut' });
  await slider.focus();
  await page.keyboard.press('Home');
  for (let k = 0; k < 100 * EDGE_CUT; k++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe(String(EDGE_CUT));
  await slider.blur();
  const { window } = result.placement;
  const camera = cameraOfWindow(photo.intrinsics, window, model.width, model.height);
  return { page, photo, model, window, camera, troubles };
}

/** Whether something is drawn at a photo point, seen from home. */
async function homePicture(page: Page, { intrinsics: { fx, fy, cx, cy } }: Photo) {
  const picture = await stagePicture(page);
  const height = picture.height - CAPTION - LEGEND;
  // The pane takes in the whole photo with 4 % of air.
  const half = 1.04 * Math.max(SIZE.height / 2 / fy, (SIZE.width / 2 / fx) * (height / picture.width));
  const pixels = height / 2 / half;
  const place = (u: number, v: number) => ({
    x: Math.floor(picture.width / 2 + ((u - cx) / fx) * pixels),
    y: Math.floor(CAPTION + height / 2 + ((v - cy) / fy) * pixels),
  });
  const isDrawn = (u: number, v: number) => {
    const { x, y } = place(u, v);
    return Math.max(...picture.at(x, y)) > 30;
  };
  return { isDrawn };
}

/** Whether the mesh of the export has a triangle at a place of the model's grid, measured from the first pixel's centre. */
function isCovered(quads: Uint8Array, width: number, x: number, y: number): boolean {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - i, y - j];
  switch (quads[j * (width - 1) + i]) {
    case QUAD.empty:
      return false;
    case QUAD.withoutA:
      return u + v > 1;
    case QUAD.withoutB:
      return v > u;
    case QUAD.withoutC:
      return u > v;
    case QUAD.withoutD:
      return u + v < 1;
    default:
      return true;
  }
}

test('the surface is cut at the steps where the exported mesh is', async () => {
  const { page, photo, model, window, camera, troubles } = await openInSpace();
  const { sides, keptOnPlanes } = cutSides(model.depth, model, camera, RULE);
  expect(keptOnPlanes).toBeGreaterThan(0);
  const depth = model.depth.slice();
  // At this cut some pieces hang by nothing: they go from the view as they go from the mesh.
  const { islands } = removeIslands(depth, model, Number.POSITIVE_INFINITY, 64, sides);
  expect(islands).toBeGreaterThan(0);
  const quads = classifyQuads(depth, model, Number.POSITIVE_INFINITY, sides);
  const { isDrawn } = await homePicture(page, photo);
  const counted = { drawn: 0, cut: 0, wrong: 0 };
  for (let y = 1; y < model.height - 2; y += 0.31) {
    for (let x = 1; x < model.width - 2; x += 0.37) {
      const around = [-0.4, 0, 0.4].flatMap((dy) =>
        [-0.4, 0, 0.4].map((dx) => isCovered(quads, model.width, x + dx, y + dy)),
      );
      // At the rim of a cut a pixel of the screen, which is half of one of the model, is a bit of both.
      if (new Set(around).size > 1) continue;
      const u = window.left + ((x + 0.5) * window.width) / model.width;
      const v = window.top + ((y + 0.5) * window.height) / model.height;
      if (u < 4 || v < 4 || u > SIZE.width - 4 || v > SIZE.height - 4) continue;
      counted[around[0] ? 'drawn' : 'cut']++;
      if (isDrawn(u, v) !== around[0]) counted.wrong++;
    }
  }
  expect(counted.wrong).toBe(0);
  expect(counted.drawn).toBeGreaterThan(10_000);
  expect(counted.cut).toBeGreaterThan(50);
  expect(troubles).toEqual([]);
});

test('points go where the exported cloud leaves them out', async () => {
  const { page, photo, model, window, camera } = await openInSpace();
  await page.keyboard.press('p');
  const { sides } = cutSides(model.depth, model, camera, RULE);
  const marked = pixelsOnSteps(model.depth, model, Number.POSITIVE_INFINITY, window, SIZE, sides);
  const { isDrawn } = await homePicture(page, photo);
  const counted = { drawn: 0, cut: 0, wrong: 0 };
  for (let v = 4; v < SIZE.height - 4; v++) {
    for (let u = 4; u < SIZE.width - 4; u++) {
      // A point is a little larger than its pixel.
      const around = [-1, 0, 1].flatMap((dy) =>
        [-1, 0, 1].map((dx) => marked[(v + dy) * SIZE.width + u + dx]),
      );
      if (new Set(around).size > 1) continue;
      counted[around[0] === 0 ? 'drawn' : 'cut']++;
      if (isDrawn(u + 0.5, v + 0.5) !== (around[0] === 0)) counted.wrong++;
    }
  }
  expect(counted.wrong).toBe(0);
  expect(counted.drawn).toBeGreaterThan(10_000);
  expect(counted.cut).toBeGreaterThan(50);
});
