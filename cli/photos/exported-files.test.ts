import { rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeMesh } from '../../core/exports/mesh/write-mesh.ts';
import { exportSource, twoPatches } from '../../test/fixtures/export-source.ts';
import { exportRequest } from './export-request.ts';
import { findExported, readSidecar } from './finished-files.ts';
import { exportPaths } from './output-paths.ts';

test('an export of which anything was cut off or is missing is not complete, and ours to write again', async () => {
  const { source, folder } = await exportSource({
    photo: twoPatches(8, 6, [250, 0, 0], [0, 0, 250]),
    depth: { kind: 'metric', width: 8, height: 6, values: new Float32Array(48).fill(2) },
  });
  const path = join(folder, 'a.obj');
  const { request } = exportRequest({ format: 'obj', out: path, isFolder: false, given: { camera: true } });
  if (request.kind !== 'mesh') throw new Error('an OBJ is a mesh');
  const write = () => writeMesh(source, request.options, path, { overwrite: true, note: () => {} });
  const paths = exportPaths(path, request);
  const found = () => findExported(paths, { photo: source.photo, request, such: { run: source.run } });
  await write();
  expect((await found()).state).toBe('complete');
  const files = paths.filter((each) => !each.endsWith('.obj.json'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const { size } = await stat(file);
    for (const spoil of [() => truncate(file, size - 1), () => truncate(file, 0), () => rm(file)]) {
      await spoil();
      expect((await found()).state, basename(file)).toBe('ours');
      await write();
    }
  }
  // What a person put there is theirs.
  const { size } = await stat(path);
  for (const theirs of ['my own model', '#'.repeat(size + 1)]) {
    await writeFile(path, theirs);
    expect((await found()).state).toBe('unknown');
  }
  await write();
  // An earlier version did not say how long its files are.
  await writeFile(`${path}.json`, JSON.stringify({ ...(await readSidecar(path)), bytes: undefined }));
  expect((await found()).state).toBe('complete');
  await truncate(path, 0);
  expect((await found()).state).toBe('ours');
});
