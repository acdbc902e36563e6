import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDialog } from '../state/dialogs.ts';
import { answerWith, refusal } from '../testing/stand-in.ts';
import { folderPathOf, takeModelDrop, useComing } from './take-models.ts';

// A page in a browser: nothing tells it where files lie.
beforeEach(() => void vi.stubGlobal('window', {}));
afterEach(() => vi.unstubAllGlobals());

/** What a browser hands over for a bare file. */
function item(name: string): DataTransferItem {
  const file = new File(['x'], name);
  return { webkitGetAsEntry: () => ({ isDirectory: false, name }), getAsFile: () => file } as never;
}

test('photos and measured depth are left to others', () => {
  expect(takeModelDrop([item('a.jpg'), item('depth.npy'), item('config.json')])).toBe(false);
});

test('bare weights go into the library, and what they are refused for stands there', async () => {
  const asked = answerWith((path) => {
    if (path === '/call/startPackUpload') return { uploadId: 'u' };
    return path === '/call/finishPackUpload' ? refusal('bad-pack', 'They fit none of 12.') : {};
  });
  expect(takeModelDrop([item('their.safetensors')])).toBe(true);
  await expect.poll(() => useComing.getState().refusal).toBe('their.safetensors: They fit none of 12.');
  expect(asked).toContain('/packs/u?file=their.safetensors');
  expect(useComing.getState().name).toBeNull();
  expect(useDialog.getState().open).toBe('models');
});

test('a graph is asked about, with the file of its weights and by a name that a pack can have', async () => {
  const facts = { id: 'a', title: 'A', fixed: null, takes: 'x', answers: 'y' };
  const asked = answerWith((path) => {
    if (path === '/call/startPackUpload') return { uploadId: 'u' };
    return path === '/call/readGraph' ? facts : {};
  });
  expect(takeModelDrop([item('my graph (2).onnx'), item('graph.onnx_data')])).toBe(true);
  await expect.poll(() => useDialog.getState().open).toBe('make-pack');
  expect(asked.filter((path) => path.startsWith('/packs'))).toEqual([
    '/packs/u?file=model.onnx',
    '/packs/u?file=graph.onnx_data',
  ]);
  expect(useComing.getState().graph).toEqual({ source: { uploadId: 'u' }, facts });
});

test('what is no such graph is refused, and what was sent is removed', async () => {
  const asked = answerWith((path) => {
    if (path === '/call/startPackUpload') return { uploadId: 'u' };
    return path === '/call/readGraph' ? refusal('bad-pack', 'It takes sound.') : {};
  });
  takeModelDrop([item('speech.onnx')]);
  await expect.poll(() => useComing.getState().refusal).toBe('speech.onnx: It takes sound.');
  expect(asked.at(-1)).toBe('/call/cancelPackUpload');
});

test('in the desktop app a model is bound where it lies, and no byte of it is sent', async () => {
  vi.stubGlobal('window', { desktop: { pathOfFile: ({ name }: File) => `/disk/${name}` } });
  const asked = answerWith((path) => refusal('bad-pack', path === '/call/readGraph' ? 'None.' : 'No.'));
  takeModelDrop([item('their.safetensors')]);
  await expect.poll(() => useComing.getState().refusal).toBe('their.safetensors: No.');
  takeModelDrop([item('pack.json'), item('model.onnx')]);
  await expect.poll(() => useComing.getState().refusal).toBe('The files: No.');
  takeModelDrop([item('a.onnx')]);
  await expect.poll(() => useComing.getState().refusal).toBe('a.onnx: None.');
  expect(asked).toEqual(['/call/importPackFolder', '/call/importPackFolder', '/call/readGraph']);
});

test('the folder of chosen files is what stands before their common path', () => {
  vi.stubGlobal('window', { desktop: { pathOfFile: () => '/disk/marigold/unet/config.json' } });
  const file = new File(['x'], 'config.json');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'marigold/unet/config.json' });
  expect(folderPathOf(file)).toBe('/disk/marigold');
  vi.stubGlobal('window', {});
  expect(folderPathOf(file)).toBeNull();
});
