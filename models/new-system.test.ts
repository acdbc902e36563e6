import { execFile, execFileSync } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SYSTEM_NAMES } from '../contract/systems.ts';
import { temporaryFolder } from '../test/open-engine.ts';

const ROOT = join(import.meta.dirname, '..');
/** What models/README.md names under "A new pipeline" and what exists for every system. */
const PLACES = [
  'contract/options.ts',
  'contract/pack.ts',
  'contract/systems.ts',
  'core/library/bind/recipes.ts',
  'models/pipelines.ts',
];

test('the README names every file that tells systems apart, and no other file does', async () => {
  const section = /## A new pipeline\n(.*?)\n## /s.exec(
    await readFile(join(ROOT, 'models/README.md'), 'utf8'),
  )?.[1];
  const named = [...(section ?? '').matchAll(/^\d\. `([^<`]+\.ts)`/gm)].map(([, path]) => path);
  expect(named.toSorted()).toEqual(PLACES);

  const sources = execFileSync(
    'git',
    [
      'ls-files',
      '-co',
      '--exclude-standard',
      ...['contract', 'models', 'core', 'cli', 'electron', 'renderer'].flatMap((room) => [
        `${room}/*.ts`,
        `${room}/*.tsx`,
      ]),
    ],
    { cwd: ROOT, encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    .filter(
      (path) =>
        !/\.test\.|^renderer\/testing\//.test(path) &&
        !SYSTEM_NAMES.some((system) => path.startsWith(`models/${system}/`)),
    );
  // "disparity" is a word of its own as well: there only a comparison with a system tells.
  const names = SYSTEM_NAMES.filter((system) => system !== 'disparity').join('|');
  const literal = new RegExp(
    `(['"\`])(?:${names})\\1|^\\s*(?:${names}):|(?:system|System)\\b[^\\n]{0,20}[=!]==? *['"]disparity['"]`,
    'm',
  );
  const found: string[] = [];
  for (const path of sources) {
    const text = await readFile(join(ROOT, path), 'utf8').catch(() => '');
    if (literal.test(text)) found.push(path);
  }
  expect(found.toSorted()).toEqual(PLACES);
});

/** What is put into each of the places, and before which words. */
const TOY: Record<string, [before: string, added: string][]> = {
  'contract/systems.ts': [
    [
      '} as const satisfies Record<string, SystemFacts>;',
      `toy: {
        title: 'Toy', answers: 'metric', takesPrior: false, coarseRank: 7, isOneOfTheFour: true, presets: noPresets,
        weights: { diffusers: null, transformers: ['toy'] },
      },\n`,
    ],
  ],
  'contract/pack.ts': [
    [
      '/** `pack.json`:',
      `const toyPack = z.object({
        ...base, system: z.literal('toy'), depth: z.object({ kind: z.literal('metric') }), graphs: z.object({ model: graphSchema }),
      });\n`,
    ],
    [']);\nexport type Pack =', 'toyPack,\n'],
  ],
  'contract/options.ts': [
    [
      '} as const satisfies Record<System, z.ZodObject>;',
      'toy: z.object({ metres: z.number().default(3) }),\n',
    ],
  ],
  'core/library/bind/recipes.ts': [
    ['};\n\n/** The least work', "toy: { role: 'toy', resample: ['bicubic'], fields: disparityFields },\n"],
  ],
  'models/pipelines.ts': [
    ['};\n\n/**\n * Photo in', "toy: async () => (await import('./toy/estimate.ts')).estimateToy,\n"],
  ],
};

const ESTIMATE = `
import { coverPhoto } from '../pipeline/place.ts';
import type { Estimate, Question } from '../pipeline/pipeline.ts';
export async function estimateToy({ photo, options }: Question<'toy'>): Promise<Estimate> {
  const { width, height } = photo;
  const values = new Float32Array(width * height).fill(options.metres);
  return { depth: { kind: 'metric', width, height, values }, placement: coverPhoto(photo, 'bilinear') };
}
`;

const USE = `
import { packsOfTheFour } from './contract/choose-packs.ts';
import { resolveOptions } from './contract/options.ts';
import { packSchema } from './contract/pack.ts';
import { systemOfWeights } from './contract/systems.ts';
import { estimate } from './models/pipelines.ts';
const model = { file: 'toy.onnx', sha256: '0'.repeat(64), bytes: 1 };
const pack = packSchema.parse({
  format: 1, id: 'toy', title: 'Toy', origin: 'official', licence: 'MIT', system: 'toy', depth: { kind: 'metric' }, graphs: { model },
});
if (pack.system !== 'toy') throw new Error('another system');
const photo = { width: 2, height: 1, rgb: new Uint8Array(6) };
const { depth } = await estimate({ photo, pack, options: resolveOptions(pack, {}), prior: null }, {} as never);
const [chosen] = packsOfTheFour([{ system: pack.system, origin: pack.origin, problem: null, id: pack.id }]);
console.log(JSON.stringify({ values: [...depth.values], chosen: chosen.id, weights: systemOfWeights('transformers', 'toy') }));
`;

test('a toy system is added by following the README: the compiler names what is missing, then it runs', async () => {
  const folder = await temporaryFolder();
  for (const room of ['contract', 'models', 'core'])
    await cp(join(ROOT, room), join(folder, room), {
      recursive: true,
      filter: (path) => !/\.test\.ts$|\/(?:export|training)$|\.py$/.test(path),
    });
  for (const name of ['package.json', 'tsconfig.base.json']) await cp(join(ROOT, name), join(folder, name));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const compilerOptions = {
    types: ['node'],
    composite: false,
    emitDeclarationOnly: false,
    declaration: false,
    noEmit: true,
  };
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions,
      include: ['contract', 'models', 'core', '*.ts'],
    }),
  );
  const change = async (path: string) => {
    let text = await readFile(join(folder, path), 'utf8');
    for (const [before, added] of TOY[path]) {
      expect(text.split(before)).toHaveLength(2);
      text = text.replace(before, () => added + before);
    }
    await writeFile(join(folder, path), text);
  };

  await change('contract/systems.ts');
  expect(await filesWithErrors(folder)).toEqual([
    'contract/options.ts',
    'contract/pack.ts',
    'models/pipelines.ts',
  ]);
  for (const path of PLACES.filter((place) => place !== 'contract/systems.ts')) await change(path);
  await cp(join(ROOT, 'models/fastdepth'), join(folder, 'models/toy'), { recursive: true });
  await writeFile(join(folder, 'models/toy/estimate.ts'), ESTIMATE);
  await writeFile(join(folder, 'use-toy.ts'), USE);
  expect(await filesWithErrors(folder)).toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, ['use-toy.ts'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({ values: [3, 3], chosen: 'toy', weights: 'toy' });
}, 180_000);

/** Files in which the compiler finds something wrong. */
async function filesWithErrors(folder: string): Promise<string[]> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const run = await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
  }).catch((thrown: { stdout: string }) => thrown);
  const files = [...run.stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, path]) => path);
  return [...new Set(files)].toSorted();
}
