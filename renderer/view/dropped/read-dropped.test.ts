import { expect, test } from 'vitest';
import { filesBelow, filesOfChosen, isFolder } from './read-dropped.ts';

/** An entry as a browser hands it out: names come in portions. */
function entry(name: string, children?: FileSystemEntry[]): FileSystemEntry {
  if (!children)
    return {
      name,
      isDirectory: false,
      file: (take: (file: File) => void) => take(new File(['x'], name)),
    } as never;
  const portions = [children.slice(0, 1), children.slice(1), []];
  const createReader = () => ({
    readEntries: (take: (some: FileSystemEntry[]) => void) => take(portions.shift() ?? []),
  });
  return { name, isDirectory: true, createReader } as never;
}

test('a folder is read to its ends, with paths below it', async () => {
  const folder = entry('marigold', [
    entry('model_index.json'),
    entry('unet', [entry('config.json'), entry('model.safetensors')]),
    entry('empty', []),
  ]);
  if (!isFolder(folder)) throw new Error('expected a folder');
  const paths = (await filesBelow(folder)).map(({ path }) => path);
  expect(paths.sort()).toEqual(['model_index.json', 'unet/config.json', 'unet/model.safetensors']);
  expect(isFolder(entry('a.jpg'))).toBe(false);
  expect(isFolder(null)).toBe(false);
});

test('a chosen folder loses its own name', () => {
  const file = new File(['x'], 'config.json');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'marigold/unet/config.json' });
  const bare = new File(['x'], 'a.onnx');
  Object.defineProperty(bare, 'webkitRelativePath', { value: '' });
  expect(filesOfChosen([file, bare]).map(({ path }) => path)).toEqual(['unet/config.json', 'a.onnx']);
});
