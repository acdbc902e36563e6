import { expect, test } from 'vitest';
import type { DepthKind } from '../../contract/depth-map.ts';
import { type AskedFor, exportRequest, refuseRelative } from './export-request.ts';

const ask = (asked: Partial<AskedFor> & { out: string }) =>
  exportRequest({ isFolder: false, given: {}, ...asked });

test('the name says the format where nothing else does', () => {
  const written = (out: string) => {
    const { request, extension } = ask({ out });
    return [request.kind, request.options.format, extension];
  };
  expect(written('a.glb')).toEqual(['mesh', 'glb', 'glb']);
  expect(written('a.ply')).toEqual(['point-cloud', 'ply', 'ply']);
  expect(written('a.TIFF')).toEqual(['depth-image', 'tiff16', 'tif']);
  expect(written('a.obj.zip')).toEqual(['mesh', 'obj', 'obj']);
  expect(ask({ out: 'folder', isFolder: true }).extension).toBe('ply');
});

test('flags go before the preset, which goes before the defaults', () => {
  const { request } = ask({ preset: 'unreal', out: 'a.glb', given: { texture: 'png' } });
  expect(request.options).toMatchObject({ format: 'glb', triangles: 1_000_000, texture: 'png', skirt: 0 });
  expect(ask({ preset: 'blender', format: 'obj', out: 'a.obj' }).request.options.format).toBe('obj');
});

test.each<[string, Partial<AskedFor> & { out: string }, RegExp]>([
  ['a name that says no format', { out: 'a.xyzz' }, /a --format or a --preset, but received "a\.xyzz"/],
  ['a name without an end', { out: 'noext' }, /received "noext"/],
  ['a name of another format', { preset: 'blender', out: 'a.fbx' }, /glb end in \.glb.*"a\.fbx"/],
  [
    'a folder that does not end as one',
    { format: 'png16', out: 'folder' },
    /end it in \/ where it is a folder/,
  ],
  [
    'options of another kind',
    { out: 'a.exr', given: { triangles: 5 } },
    /^--triangles does not go with exr, which knows --values/,
  ],
  [
    'options that the format would pass over',
    { out: 'a.obj', given: { compression: 'meshopt' } },
    /^--compression does not go with obj/,
  ],
  ['a value out of bounds', { out: 'a.glb', given: { edgeCut: 7 } }, /^--edge-cut cannot be 7: /],
  ['a format of another kind than the preset', { preset: 'blender', format: 'exr', out: 'a.exr' }, /a mesh/],
])('refuses %s', (_, asked, sentence) => {
  expect(() => ask(asked)).toThrow(sentence);
});

test('a preset that means metres is refused for a relative map until near and far are stated', () => {
  const refuse = (preset: string | undefined, given = {}, kind: DepthKind = 'affine-depth') => {
    const { request } = ask({ preset, format: preset ? undefined : 'exr', out: 'a.exr', given });
    refuseRelative(preset, request, kind);
  };
  for (const preset of ['nuke-z', 'nuke-inverse-z']) {
    expect(() => refuse(preset)).toThrow(
      /writes metres.*relative: .*--near and --far, or.*--format exr and no preset/,
    );
    refuse(preset, { near: 1, far: 9 });
    refuse(preset, {}, 'metric');
  }
  refuse(undefined);
});
