import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { snapshotOf } from '../testing/sample-project.ts';
import { answerWith, inputOf } from '../testing/stand-in.ts';
import { useCamera } from './camera.ts';
import { createStore, resetAllStores } from './create-store.ts';
import { useInspector } from './inspector.ts';
import { look, useLook } from './look.ts';
import { addKnownLength, useKnownLengths } from './measure.ts';
import { takeSnapshot } from './project.ts';
import { keepInView, rememberView, useViewOf } from './remember.ts';
import { showPhoto, useSelection } from './selection.ts';

/** What the engine keeps, by project. */
let kept: Record<string, unknown>;
let open = '/a';
let stop = () => {};

beforeEach(() => {
  resetAllStores();
  kept = {};
  open = '/a';
  answerWith((path, init) => {
    if (path === '/call/readView') return { view: kept[open] ?? {} };
    const { folder, view } = inputOf(init) as { folder: string; view: unknown };
    kept[folder] = view;
    return {};
  });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function openProject(folder: string): Promise<void> {
  open = folder;
  takeSnapshot(snapshotOf({ project: { folder, name: 'a' } }));
  await expect.poll(() => useViewOf.getState().folder === folder).toBe(true);
}

test('a project that is opened again shows what it showed', async () => {
  stop = rememberView();
  await openProject('/a');
  look({ mode: 'depth', gamma: 2 });
  showPhoto('a');
  useCamera.setState({ flat: { scale: 3, x: 1, y: 2 } });
  useInspector.setState({ tab: 'export' });
  addKnownLength('a', { what: 'height', over: { left: 0, top: 0, width: 1, height: 1 }, metres: 2 });
  await expect.poll(() => '/a' in kept).toBe(true);
  stop();
  resetAllStores();
  stop = rememberView();
  await openProject('/a');
  expect(useLook.getState()).toMatchObject({ mode: 'depth', gamma: 2 });
  expect(useSelection.getState()).toMatchObject({ photoId: 'a', marked: ['a'] });
  expect(useCamera.getState().flat).toEqual({ scale: 3, x: 1, y: 2 });
  expect(useInspector.getState().tab).toBe('export');
  expect(useKnownLengths.getState().lengths.a).toHaveLength(1);
});

test('another project has a view of its own', async () => {
  stop = rememberView();
  await openProject('/a');
  look({ mode: 'space' });
  await openProject('/b');
  expect([useLook.getState().mode, (kept['/a'] as { look: { mode: string } }).look.mode]).toEqual([
    'photo',
    'space',
  ]);
});

test('fields that no longer exist or have another type are passed over', async () => {
  kept['/a'] = { look: { gamma: 'large', gone: 1, isSmooth: true }, other: { a: 1 }, panels: 7 };
  stop = rememberView();
  await openProject('/a');
  expect(useLook.getState()).toMatchObject({ gamma: 1, isSmooth: true });
  expect(useLook.getState()).not.toHaveProperty('gone');
});

test('where nothing can be read the page begins anew', async () => {
  kept['/a'] = null;
  stop = rememberView();
  await openProject('/a');
  expect(useLook.getState().mode).toBe('photo');
});

test('a part of the page that comes later finds what was kept of it, and does not lose it before', async () => {
  kept['/a'] = { late: { format: 'exr' } };
  stop = rememberView();
  await openProject('/a');
  look({ mode: 'depth' });
  await expect.poll(() => 'look' in (kept['/a'] as object)).toBe(true);
  expect(kept['/a']).toMatchObject({ late: { format: 'exr' } });
  const late = createStore(() => ({ format: 'png16' }));
  keepInView('late', late);
  expect(late.getState()).toEqual({ format: 'exr' });
  late.setState({ format: 'pfm' });
  await expect.poll(() => (kept['/a'] as { late: { format: string } }).late.format === 'pfm').toBe(true);
});
