import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { listProviders } from '../../models/session.ts';
import { attend } from './large-activations.ts';

/*
 * Everything about a graphics card that can only be seen on one, in one command of less than eight minutes:
 *
 *     node test/gpu/check.ts [folder for the answers]
 *
 * On a bare Linux machine with a driver and npm ci done it brings what it needs: libvulkan1 and the driver's ICD for WebGPU, and what CUDA
 * needs by `depthroom providers add`, where DEPTHROOM_CUDA names the wheel or folder. torch, diffusers and transformers are used where
 * DEPTHROOM_BENCH_PYTHON has them. Each step has its time; what could not be done is named with its reason, at the end and in check.json.
 * Where there is no card the CPU's rows are made alone.
 */

const root = join(import.meta.dirname, '../..');
const out = process.argv[2] ?? join(root, 'node_modules/.cache/gpu-check');
const packs = process.env.DEPTHROOM_BENCH_PACKS ?? join(root, 'node_modules/.cache/bench-packs');
const execute = promisify(execFile);
const startedAt = Date.now();
const MOST_MS = 470_000;
const answers: Record<string, unknown> = {};
const missing: string[] = [];

await mkdir(out, { recursive: true });
const environment = { ...process.env, ...(await prepareVulkan()) };
const node = (words: string[], more: Record<string, string> = {}, mostMs = 120_000) =>
  execute(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: root,
    env: { ...environment, ...more },
    timeout: Math.max(1_000, Math.min(mostMs, MOST_MS - (Date.now() - startedAt))),
    maxBuffer: 1 << 28,
  });

await step('card', async () =>
  (
    await execute('nvidia-smi', ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'])
  ).stdout.trim(),
);
const cuda = process.env.DEPTHROOM_CUDA;
if (cuda)
  await step('providers add', async () => (await node(['cli/main.ts', 'providers', 'add', cuda])).stdout);
await step('providers', async () => JSON.parse((await node(['cli/main.ts', 'providers', '--json'])).stdout));
const checks = (answers.providers ?? []) as { name: string; isUsable: boolean; sentence: string }[];
const usable = checks.filter(({ isUsable }) => isUsable).map(({ name }) => name);
for (const name of ['cuda', 'webgpu', 'dml', 'coreml'])
  if (!usable.includes(name))
    missing.push(
      `${name}: ${checks.find((each) => each.name === name)?.sentence ?? `not among ${listProviders().join(', ')}.`}`,
    );

for (const provider of usable) {
  // Largest scores of about 6,000 and 24,000: beyond float16 before they are scaled.
  for (const size of [1, 100, 200])
    await step(`attention in float16, ${provider}, activations of ${size}`, () => attend(provider, size));
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'unit',
    'test/parity',
    '--reporter',
    'json',
  ];
  for (const tf32 of provider === 'cuda' ? ['0', '1'] : ['0'])
    await step(
      `goldens on ${provider}${provider === 'cuda' ? `, TF32 ${tf32 === '0' ? 'off' : 'on'}` : ''}`,
      async () => {
        const more = { DEPTHROOM_PARITY_PROVIDER: provider, NVIDIA_TF32_OVERRIDE: tf32 };
        const { stdout } = await node(vitest, more).catch((thrown) => thrown);
        const { numPassedTests, numFailedTests } = JSON.parse(
          String(stdout).slice(String(stdout).indexOf('{')),
        );
        return { passed: numPassedTests, failed: numFailedTests };
      },
    );
}

const photo = join(out, 'twelve-megapixels.jpg');
await sharp(join(root, 'resources/samples/dust-bowl-home.jpg'))
  .resize(4000, 3000, { fit: 'fill' })
  .jpeg()
  .toFile(photo);
const models = [...(await packsThere()), join(root, 'resources/packs/marigold-starter')];
for (const pack of models)
  for (const [words, title] of [
    [['--steps', '4'], '4 steps'],
    [['--steps', '4', '--ensemble', '5', '--batch', '5'], '4 steps, five members'],
  ] as const)
    for (const provider of usable)
      await step(`${title} of ${pack.split('/').at(-1)} on ${provider}`, () => runs(pack, provider, words));

await step('networks at full size', async () => {
  const more = {
    DEPTHROOM_BENCH_PROVIDERS: usable.join(','),
    DEPTHROOM_BENCH_RUNS: '5',
    DEPTHROOM_BENCH_PACKS: packs,
  };
  return (await node(['test/bench/bench.ts', 'inference'], more, 240_000)).stdout;
});

answers.missing = missing;
answers.seconds = Math.round((Date.now() - startedAt) / 1000);
await writeFile(join(out, 'check.json'), `${JSON.stringify(answers, null, 2)}\n`);
console.log(`\n${answers.seconds} s; ${join(out, 'check.json')}`);
if (missing.length > 0) console.log(`Not done:\n  ${missing.join('\n  ')}`);

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const at = Date.now();
  if (at - startedAt > MOST_MS) {
    missing.push(`${name}: the time was over.`);
    return;
  }
  try {
    answers[name] = await work();
    console.log(
      `${name} (${((Date.now() - at) / 1000).toFixed(1)} s): ${JSON.stringify(answers[name]).slice(0, 400)}`,
    );
  } catch (thrown) {
    const { stderr, message } = thrown as { stderr?: string; message: string };
    missing.push(`${name}: ${(stderr || message).trim().split('\n').at(-1)?.slice(0, 300)}`);
  }
}

/** The same photo under three names in one process: what the second and third take has its graphs open. Their stages in milliseconds. */
async function runs(pack: string, provider: string, words: readonly string[]): Promise<unknown> {
  const folder = join(out, `maps-${provider}-${words.join('')}`.replace(/[^\w-]/g, ''));
  const photos = [1, 2, 3].map((k) => join(out, `photo-${k}.jpg`));
  for (const [k, path] of photos.entries())
    if (!existsSync(path))
      await sharp(photo)
        .modulate({ brightness: 1 + 0.02 * k })
        .jpeg()
        .toFile(path);
  const estimate = [
    'cli/main.ts',
    'estimate',
    ...photos,
    '--pack',
    pack,
    '--provider',
    provider,
    '--seed',
    '1',
    ...words,
  ];
  const home = join(out, 'home');
  await node([...estimate, '-o', folder, '--force'], { DEPTHROOM_HOME: home });
  const records = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    records.map(async (name) => {
      const {
        stages,
        provider: taken,
        peakMemoryBytes,
        notes,
      } = JSON.parse(await readFile(join(folder, name), 'utf8'));
      return {
        provider: taken,
        peakMemoryBytes,
        notes,
        ...Object.fromEntries(
          stages.map((each: { name: string; milliseconds: number }) => [each.name, each.milliseconds]),
        ),
      };
    }),
  );
}

async function packsThere(): Promise<string[]> {
  const folders = existsSync(packs) ? await readdir(packs) : [];
  return folders
    .filter((name) => name.startsWith('marigold') && existsSync(join(packs, name, 'pack.json')))
    .map((name) => join(packs, name));
}

/** WebGPU on Linux is Vulkan: its loader, and where NVIDIA's driver is not found by it, the driver's own description. */
async function prepareVulkan(): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || !existsSync('/proc/driver/nvidia/version')) return {};
  const hasLoader = spawnSync('sh', ['-c', 'ldconfig -p | grep -q libvulkan.so.1']).status === 0;
  if (!hasLoader)
    spawnSync('sh', ['-c', 'apt-get update -qq && apt-get install -y -qq libvulkan1'], { stdio: 'ignore' });
  if (
    existsSync('/usr/share/vulkan/icd.d/nvidia_icd.json') ||
    existsSync('/etc/vulkan/icd.d/nvidia_icd.json')
  )
    return {};
  const description = join(out, 'nvidia_icd.json');
  const icd = {
    file_format_version: '1.0.0',
    ICD: { library_path: 'libGLX_nvidia.so.0', api_version: '1.3.0' },
  };
  await writeFile(description, JSON.stringify(icd));
  return { VK_DRIVER_FILES: description };
}
