import { execFile } from 'node:child_process';
import { appendFile, chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPackage, extractFile, listPackage } from '@electron/asar';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../contract/language/languages.ts';
import manifest from '../../package.json' with { type: 'json' };
import { external } from '../../vite.electron.config.ts';
import { temporaryFolder } from '../open-engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Files that electron-builder expects of an unpacked Electron for Linux, beside the binary. */
const BESIDE = [
  'chrome_100_percent.pak',
  'resources.pak',
  'icudtl.dat',
  'snapshot_blob.bin',
  'chrome-sandbox',
  'LICENSE',
  'LICENSES.chromium.html',
  'version',
  'locales/en-US.pak',
  'locales/de.pak',
  'locales/fr.pak',
];

/** electron-builder's own reader of fuses. */
const { getCurrentFuseWire, FuseV1Options } = createRequire(
  join(ROOT, 'node_modules', 'app-builder-lib', 'package.json'),
)(['@electron', 'fuses'].join('/')) as {
  getCurrentFuseWire(path: string): Promise<Record<string, unknown>>;
  FuseV1Options: Record<string, string | number>;
};

/** The fuses of an Electron as it is released: marker, version of the wire, count, and one digit each. */
const FUSE_WIRE = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000810110001';

/** An Electron that packs but does not run: its own binary cannot be had everywhere. */
async function fakeElectronDist(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'resources', 'default'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'resources', 'default', 'package.json'), '{"name":"default"}');
  await createPackage(join(folder, 'resources', 'default'), join(folder, 'resources', 'default_app.asar'));
  await copyFile(process.execPath, join(folder, 'electron'));
  await chmod(join(folder, 'electron'), 0o755);
  await appendFile(join(folder, 'electron'), FUSE_WIRE);
  for (const name of BESIDE) await writeFile(join(folder, name), 'x');
  return folder;
}

test.runIf(process.platform === 'linux')(
  'the packaged app holds what it runs with, and no other platform’s libraries',
  { timeout: 180_000 },
  async () => {
    const output = await temporaryFolder();
    const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
    const args = [
      '--config',
      'build/electron-builder.yml',
      '--linux',
      '--dir',
      '--publish',
      'never',
      `-c.electronDist=${await fakeElectronDist()}`,
      `-c.directories.output=${output}`,
    ];
    await promisify(execFile)(process.execPath, [builder, ...args], { cwd: ROOT });

    const resources = join(output, 'linux-unpacked', 'resources');
    const packed = listPackage(join(resources, 'app.asar'), { isPack: false });
    expect(packed).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/electron/main.mjs',
        '/dist/electron/preload.cjs',
        '/dist/electron/worker.mjs',
        '/dist/renderer/index.html',
      ]),
    );
    const folders = new Set(packed.filter((path) => path.split('/').length === 2));
    expect(folders).toEqual(
      new Set(['/LICENSE', '/THIRD_PARTY.md', '/dist', '/node_modules', '/package.json']),
    );
    const locales = await readdir(join(output, 'linux-unpacked', 'locales'));
    expect(locales.map((name) => name.split(/[-.]/)[0]).sort()).toEqual(Object.keys(LANGUAGES).sort());
    // Of what is bundled, and has no folder there, the licence's text.
    const texts = ['electron', 'renderer'].map((part) =>
      extractFile(join(resources, 'app.asar'), `dist/${part}/licenses.md`).toString(),
    );
    for (const name of ['zod', 'three', 'react', '@mantine/core', 'zustand', 'meshoptimizer', 'csv-parse'])
      expect({ name, hasText: texts.some((text) => text.includes(`## ${name}`)) }).toEqual({
        name,
        hasText: true,
      });

    // Native code and what it loads; all else is in the bundle, and would be there twice.
    const modules = packed.flatMap(
      (path) => /^\/node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)$/.exec(path)?.[1] ?? [],
    );
    for (const name of external.filter((one) => one !== 'electron')) expect(modules).toContain(name);
    for (const name of Object.keys(manifest.dependencies))
      expect({ name, isPacked: modules.includes(name) }).toEqual({ name, isPacked: external.includes(name) });

    const platform = `${process.platform}-${process.arch}`;
    const unpacked = (await readdir(join(resources, 'app.asar.unpacked'), { recursive: true })).filter(
      (path) => /\.(node|so|dylib|dll)(\.|$)/.test(path),
    );
    expect(
      unpacked
        .filter((path) => path.includes('onnxruntime-node'))
        .every((path) => path.includes(`/${process.platform}/${process.arch}/`)),
    ).toBe(true);
    expect(unpacked.some((path) => path.endsWith('onnxruntime_binding.node'))).toBe(true);
    expect(unpacked).toContain(`node_modules/better-sqlite3/prebuilds/${platform}.node`);
    expect(unpacked.filter((path) => /darwin|win32/.test(path))).toEqual([]);
    expect(unpacked.some((path) => path.includes(`sharp-${platform}`))).toBe(true);

    const wire = await getCurrentFuseWire(join(output, 'linux-unpacked', 'depthroom'));
    const isOn = (fuse: string) => String.fromCharCode(wire[FuseV1Options[fuse]] as number) === '1';
    const fuses = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    expect(Object.fromEntries(fuses.map((fuse) => [fuse, isOn(fuse)]))).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    });

    const packs = await readdir(join(resources, 'resources', 'packs'));
    expect(packs).toContain('fastdepth');
  },
);
