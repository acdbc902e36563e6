import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/open-engine.ts';
import { findSamples } from './find-samples.ts';

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function pairs(names: string[]): Promise<string[]> {
  const folder = await folderOf(Object.fromEntries(names.map((name) => [name, ''])));
  const samples = await findSamples(folder);
  return samples.map(({ image, depth, mask }) =>
    [image, depth, ...(mask ? [mask] : [])].map((path) => relative(folder, path)).join(' '),
  );
}

test.each([
  ['folders', ['rgb/a.jpg', 'depth/a.png'], ['rgb/a.jpg depth/a.png']],
  [
    'NYUv2',
    ['bathroom/rgb_00045.jpg', 'bathroom/sync_depth_00045.png'],
    ['bathroom/rgb_00045.jpg bathroom/sync_depth_00045.png'],
  ],
  ['KITTI', ['drive/image_02/data/0005.png', 'drive/proj_depth/groundtruth/image_02/0005.png'], []],
  [
    'DIODE',
    ['i/000.png', 'i/000_depth.npy', 'i/000_depth_mask.npy'],
    ['i/000.png i/000_depth.npy i/000_depth_mask.npy'],
  ],
  [
    'Hypersim',
    [
      'images/scene_cam_00_final_preview/frame.0000.tonemap.jpg',
      'images/scene_cam_00_geometry_hdf5/frame.0000.depth_meters.hdf5',
    ],
    [
      'images/scene_cam_00_final_preview/frame.0000.tonemap.jpg images/scene_cam_00_geometry_hdf5/frame.0000.depth_meters.hdf5',
    ],
  ],
  ['the same name', ['a.JPG', 'a.npy', 'b.png'], ['a.JPG a.npy']],
  [
    'two of one name',
    ['x/a.png', 'y/a.png', 'x/a_depth.exr', 'y/a_depth.exr'],
    ['x/a.png x/a_depth.exr', 'y/a.png y/a_depth.exr'],
  ],
])('photos and truth are paired by their names: %s', async (_, files, expected) => {
  if (expected.length > 0) expect(await pairs(files)).toEqual(expected);
  else await expect(pairs(files)).rejects.toMatchObject({ code: 'not-found' });
});

test('a photo with two truths is refused, never guessed', async () => {
  await expect(pairs(['a.png', 'a_depth.npy', 'depth/a.png'])).rejects.toThrow(
    /a_depth\.npy and depth\/a\.png are of the same one/,
  );
});

test('a manifest says more: masks, scales, cameras, names; paths are relative to it', async () => {
  const folder = await folderOf({
    'list.csv':
      '\ufeffImage,Depth,mask,scale,name,fx,fy,cx,cy\r\n"a, b.png",a.npy,,0.001,first,500,501,320,240\r\nb.png,b.npy,m.png,,,,,,\r\n',
    'list.jsonl': '{"image":"a.png","depth":"/abs/a.npy","intrinsics":{"fx":1,"fy":1,"cx":0,"cy":0}}\n\n',
    'bad.csv': 'photo,truth\na,b\n',
    'bad.jsonl': '{"image":"a.png"}\n',
    'worse.jsonl': '{"image":\n',
    'twice.csv': 'image,depth\na.png,a.npy\na.png,b.npy\n',
  });
  const at = (name: string) => join(folder, name);
  expect(await findSamples(at('list.csv'))).toEqual([
    {
      name: 'first',
      image: at('a, b.png'),
      depth: at('a.npy'),
      scale: 0.001,
      intrinsics: { fx: 500, fy: 501, cx: 320, cy: 240 },
    },
    { name: 'b.png', image: at('b.png'), depth: at('b.npy'), mask: at('m.png') },
  ]);
  expect(await findSamples(at('list.jsonl'))).toMatchObject([{ name: 'a.png', depth: '/abs/a.npy' }]);
  await expect(findSamples(at('bad.csv'))).rejects.toThrow(/the columns "image" and "depth"/);
  await expect(findSamples(at('bad.jsonl'))).rejects.toThrow(/sample 1 of bad\.jsonl has no such depth/);
  await expect(findSamples(at('worse.jsonl'))).rejects.toThrow(/line 1 of worse\.jsonl/);
  await expect(findSamples(at('twice.csv'))).rejects.toThrow(/a\.png is there twice/);
  await expect(findSamples(at('none.csv'))).rejects.toMatchObject({ code: 'not-found' });
});
