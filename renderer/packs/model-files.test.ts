import { expect, test } from 'vitest';
import { bareGraphOf, filesToSend, isModelFile, isModelFolder } from './model-files.ts';

const found = (...paths: string[]) => paths.map((path) => ({ path, file: new File(['x'], path) }));
const sent = (...paths: string[]) => filesToSend(found(...paths)).map(({ path }) => path);

test('models are told from photos by their names', () => {
  expect(
    ['a.safetensors', 'A.ONNX', 'pack.json', 'a.jpg', 'depth.npy', 'config.json'].filter(isModelFile),
  ).toEqual(['a.safetensors', 'A.ONNX', 'pack.json']);
  expect(isModelFolder(['holiday/a.jpg', 'b.png'])).toBe(false);
  expect(isModelFolder(['config.json'])).toBe(true);
  expect(isModelFolder(['unet/config.json'])).toBe(true);
});

test('of a checkpoint only its parts are sent, each once', () => {
  expect(
    sent(
      'model_index.json',
      '.gitattributes',
      'teaser.png',
      'unet/diffusion_pytorch_model.safetensors',
      'unet/diffusion_pytorch_model.fp16.safetensors',
      'unet/diffusion_pytorch_model.bin',
      'vae/diffusion_pytorch_model.fp16.safetensors',
      'safety_checker/model.safetensors',
    ),
  ).toEqual([
    'model_index.json',
    'unet/diffusion_pytorch_model.safetensors',
    'vae/diffusion_pytorch_model.fp16.safetensors',
  ]);
});

test('a pack is sent as it is', () => {
  expect(sent('pack.json', 'unet.fp16.onnx', 'unet.onnx', 'empty_prompt.bin')).toHaveLength(4);
});

test('pickles are refused before a byte is sent', () => {
  expect(() => sent('config.json', 'pytorch_model.bin')).toThrow('are never opened');
});

test('a graph alone is told from a pack, a checkpoint and several graphs', () => {
  const bare = (...paths: string[]) => bareGraphOf(found(...paths))?.map(({ path }) => path) ?? null;
  expect(bare('a.jpg', 'A.ONNX', 'A.onnx_data', 'a.onnx.data', 'notes.txt', 'sub/b.onnx')).toEqual([
    'A.ONNX',
    'A.onnx_data',
    'a.onnx.data',
  ]);
  expect(bare('pack.json', 'model.onnx')).toBeNull();
  expect(bare('config.json', 'model.onnx')).toBeNull();
  expect(bare('a.onnx', 'b.onnx')).toBeNull();
});
