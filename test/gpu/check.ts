import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { workerEnvironment } from '../../core/providers/added-cuda.ts';
import { listProviders } from '../../models/session.ts';
import { openTorch } from '../bench/inference/open-torch.ts';
import { bringCuda } from './bring-cuda.ts';
import { prepareVulkan } from './prepare-vulkan.ts';
import { differenceOf, wholeMap, wholeRuns } from './whole-runs.ts';

/*
 * Everything about a graphics card that can only be seen on one, in one command of less than eight minutes:
 *
 *     node test/gpu/check.ts [folder for the answers]
 *
 * On a bare Linux machine with a driver and npm ci done it brings what it needs: libvulkan1 (with libx11-6 and libxext6) and the driver's ICD for WebGPU, torch (found or
 * made by test/bench/inference/open-torch.ts), and CUDA's provider by pip and `depthroom providers add`. On a machine without a network
 * DEPTHROOM_CUDA names the wheel or folder, DEPTHROOM_CUDA_LIBRARIES the folders of CUDA 13 and cuDNN 9 (with : between them; else those that
 * torch brought), DEPTHROOM_BENCH_PYTHON a Python with torch, diffusers, transformers and onnx. What was downloaded stays in the folder, so
 * that a second run has more time. Each step has its time, what matters most comes first; what could not be done is named with its reason, at
 * the end and in check.json, which is written after each step. Where there is no card the CPU's rows are made alone. The networks' rows are
 * written to docs/benchmarks.md.
 */

const root = join(import.meta.dirname, '../..');
// What is called works in the repository, wherever this was called.
const out = resolve(process.argv[2] ?? join(root, 'node_modules/.cache/gpu-check'));
const packs = resolve(process.env.DEPTHROOM_BENCH_PACKS ?? join(root, 'node_modules/.cache/bench-packs'));
const startedAt = Date.now();
const MOST_MS = 470_000;
/** Fifteen seconds on a free machine. */
const GOLDENS_MS = 200_000;
const answers: Record<string, unknown> = {};
const missing: string[] = [];
const execute = promisify(execFile);

await mkdir(out, { recursive: true });
const environment: NodeJS.ProcessEnv = { ...process.env, ...(await prepareVulkan(out)) };
const home = { DEPTHROOM_HOME: join(out, 'home') };
const left = () => MOST_MS - (Date.now() - startedAt);
const run = async (program: string, words: string[], more: Record<string, string> = {}, mostMs = 120_000) =>
  execute(program, words, {
    cwd: root,
    env: { ...environment, ...more },
    timeout: Math.max(1_000, Math.min(mostMs, left())),
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
const node = (words: string[], more?: Record<string, string>, mostMs?: number) =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], more, mostMs);
const depthroom = (words: string[], more: Record<string, string> = home) =>
  node(['cli/main.ts', ...words], more);

await step('card', async () => {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'];
  const asked = await execute('nvidia-smi', query).catch(() => null);
  if (!asked) throw new Error('the NVIDIA driver and its nvidia-smi are not here, or do not answer');
  return asked.stdout.trim();
});
const hasCard = 'card' in answers;
// What follows needs the other half, and goes on without torch too.
const torch = await openTorch(root, hasCard, left() / 2);
if (torch.version === null) missing.push(`torch: ${torch.reason}`);
if (hasCard)
  await step('providers add', async () => {
    const { source, libraries } = await bringCuda(out, torch.python, left() / 3);
    const more = libraries.length > 0 ? ['--libraries', ...libraries] : [];
    return (await depthroom(['providers', 'add', source, ...more])).stdout;
  });
await step('providers', async () => JSON.parse((await depthroom(['providers', '--json'])).stdout));
const checks = (answers.providers ?? []) as { name: string; isUsable: boolean; sentence: string }[];
const usable = checks.filter(({ isUsable }) => isUsable).map(({ name }) => name);
for (const name of ['cuda', 'webgpu', 'dml', 'coreml'])
  if (!usable.includes(name))
    missing.push(
      `${name}: ${checks.find((each) => each.name === name)?.sentence ?? `not among ${listProviders().join(', ')}.`}`,
    );
const devices = usable.filter((name) => name !== 'cpu');
const starter = join(root, 'resources/packs/marigold-starter');
const full = join(packs, 'marigold-fp16');

// Largest scores of about 6,000 and 24,000: beyond float16 before they are scaled.
for (const provider of usable)
  await step(`attention in float16, ${provider}, activations of 1, 100, 200`, async () => {
    const script = `import { attend } from './test/gpu/large-activations.ts'; for (const size of [1, 100, 200]) console.log(JSON.stringify(await attend('${provider}', size)))`;
    const { stdout } = await node(['--input-type=module', '-e', script], ofWorkers());
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  });

if (devices.length > 0 && torch.version !== null && !existsSync(join(full, 'pack.json')))
  await step('a pack of full size', async () => {
    const words = ['models/marigold/export.py', '--random-full', '--dtype', 'fp16', '-o', full];
    return (await run(torch.python, words, {}, 150_000)).stdout.trim().split('\n').at(-1);
  });
await step('networks at full size', async () => {
  const forCard = {
    DEPTHROOM_BENCH_NETWORKS: 'unet-8,vae-decoder',
    DEPTHROOM_BENCH_SIZES: '72x96',
    DEPTHROOM_BENCH_DTYPES: 'fp16',
    DEPTHROOM_BENCH_PROVIDERS: devices.join(','),
    DEPTHROOM_BENCH_RUNS: '5',
  };
  const more = {
    ...(devices.length > 0 ? forCard : { DEPTHROOM_BENCH_PROVIDERS: 'cpu' }),
    ...home,
    DEPTHROOM_BENCH_PYTHON: torch.python,
    DEPTHROOM_BENCH_PACKS: packs,
    // Torch has compiled once by then; what is left over is for the steps below.
    DEPTHROOM_BENCH_MINUTES: `${Math.min(3.5, left() / 120_000)}`,
  };
  return (await node(['test/bench/bench.ts', 'inference'], more, 230_000)).stdout;
});

const hasFull = existsSync(join(full, 'pack.json')) && devices.length > 0;
for (const pack of hasFull ? [full, starter] : [starter])
  for (const [words, title] of [
    [['--steps', '4'], '4 steps'],
    [['--steps', '4', '--ensemble', '5', '--batch', '5'], '4 steps, five members'],
  ] as const)
    for (const provider of pack === full ? devices : usable)
      await step(`${title} of ${pack.split('/').at(-1)} on ${provider}`, () =>
        wholeRuns({ out, depthroom, pack, provider, words }),
      );

if (hasFull && usable.includes('cuda')) {
  // The network fits beside that and its decoder, at this size, does not: the CPU does that part.
  await step('a card whose memory is nearly full', () =>
    withFullCard(2600, () =>
      wholeRuns({ out, depthroom, pack: full, provider: 'cuda', words: ['--steps', '1'] }, 1),
    ),
  );
}

for (const provider of usable)
  for (const tf32 of provider === 'cuda' ? ['0', '1'] : ['0'])
    await step(
      `goldens on ${provider}${provider === 'cuda' ? `, TF32 ${tf32 === '0' ? 'off' : 'on'}` : ''}`,
      () => goldens(provider, tf32),
    );

for (const pack of hasFull ? [starter, full] : [])
  for (const steps of ['1', '4', '10'])
    await step(`maps of ${pack.split('/').at(-1)} against the CPU's after ${steps}`, async () => {
      const of = (provider: string) =>
        wholeMap({ out, depthroom, pack, provider, words: ['--steps', steps] });
      const exact = await of('cpu');
      const found: Record<string, unknown> = {};
      for (const provider of devices) found[provider] = differenceOf(await of(provider), exact);
      return found;
    });

await write();
console.log(`\n${answers.seconds} s; ${join(out, 'check.json')}`);
if (missing.length > 0) console.log(`Not done:\n  ${missing.join('\n  ')}`);

async function write(): Promise<void> {
  answers.missing = missing;
  answers.seconds = Math.round((Date.now() - startedAt) / 1000);
  await writeFile(join(out, 'check.json'), `${JSON.stringify(answers, null, 2)}\n`);
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const at = Date.now();
  if (left() < 0) {
    missing.push(`${name}: the time was over.`);
    return;
  }
  try {
    answers[name] = await work();
    console.log(
      `${name} (${((Date.now() - at) / 1000).toFixed(1)} s): ${JSON.stringify(answers[name]).slice(0, 400)}`,
    );
  } catch (thrown) {
    const { stderr, message, killed } = thrown as { stderr?: string; message: string; killed?: boolean };
    const reason = killed ? 'not finished in its time' : (stderr || message).trim().split('\n').at(-1);
    missing.push(`${name}: ${reason?.slice(0, 300)}`);
    console.log(`${missing.at(-1)}`);
  }
  await write();
}

/** The environment in which workers find CUDA, for programs that are none. */
function ofWorkers(): Record<string, string> {
  const found = workerEnvironment(home.DEPTHROOM_HOME, environment);
  return Object.fromEntries(
    ['DEPTHROOM_ONNXRUNTIME_FOLDER', 'LD_LIBRARY_PATH'].flatMap((name) =>
      found[name] ? [[name, found[name]]] : [],
    ),
  );
}

async function goldens(provider: string, tf32: string): Promise<unknown> {
  const more = {
    ...ofWorkers(),
    DEPTHROOM_PARITY_PROVIDER: provider,
    NVIDIA_TF32_OVERRIDE: tf32,
  };
  const report = join(out, `goldens-${provider}-${tf32}.json`);
  await rm(report, { force: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'test/parity'];
  await node([...vitest, '--reporter', 'json', `--outputFile=${report}`], more, GOLDENS_MS).catch(
    (thrown) => {
      // Goldens that fail end it with 1; one that was stopped has written nothing.
      if (thrown.killed || !existsSync(report)) throw thrown;
    },
  );
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(report, 'utf8'));
  const failed = testResults.flatMap((file: { assertionResults: { status: string; fullName: string }[] }) =>
    file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  return { passed: numPassedTests, failed: numFailedTests, which: failed };
}

/** Does something while a process of torch's has all of the card's memory but `megabytes`. */
async function withFullCard(megabytes: number, work: () => Promise<unknown>): Promise<unknown> {
  if (torch.version === null) throw new Error('no torch that could hold the memory');
  const holder = spawn(torch.python, [join(import.meta.dirname, 'fill_card.py'), `${megabytes}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  // A driver that does not answer keeps nobody waiting.
  const limit = setTimeout(() => holder.kill('SIGKILL'), Math.max(1_000, Math.min(180_000, left())));
  try {
    await Promise.race([
      once(holder.stdout, 'data'),
      ended.then(() => Promise.reject(new Error('the memory could not be held'))),
    ]);
    return await work();
  } finally {
    // One that was killed reads no more.
    holder.stdin.on('error', () => {});
    holder.stdin.end();
    await ended.catch(() => {});
    clearTimeout(limit);
  }
}
