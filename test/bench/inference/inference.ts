import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listProviders, runtimeVersion } from '../../../models/session.ts';
import { type InferenceRow, inferenceReport, replaceSection } from './inference-report.ts';
import { openRowFile } from './row-file.ts';

/*
 * npm run bench -- inference: one step of the networks of full size, with random weights, with onnxruntime on every provider of this
 * machine and with torch on the same device, each in a process of its own. Writes a section of docs/benchmarks.md.
 *
 * Python is DEPTHROOM_BENCH_PYTHON, else the environment of npm run test:export, else python3; without torch there torch's rows are left
 * out. DEPTHROOM_BENCH_PROVIDERS, DEPTHROOM_BENCH_NETWORKS and DEPTHROOM_BENCH_RUNS choose some,
 * DEPTHROOM_BENCH_THREADS the threads: on a busy machine 1, since those of torch wait by computing. The packs, 4 to 8 GB, stay in
 * DEPTHROOM_BENCH_PACKS (node_modules/.cache/bench-packs).
 *
 * A row that is finished is kept in node_modules/.cache/bench-inference.jsonl and written to the document at once: a command that was stopped
 * goes on where it was, while machine, versions, threads and runs are the same. DEPTHROOM_BENCH_ROWS is another file, and a new one begins anew.
 * A row may take DEPTHROOM_BENCH_MOST_S seconds (1800).
 */

const root = join(import.meta.dirname, '../../..');
const document = join(root, 'docs/benchmarks.md');
const execute = promisify(execFile);
const choice = (name: string, all: readonly string[]) =>
  process.env[`DEPTHROOM_BENCH_${name}`]?.split(',') ?? [...all];

interface Network {
  name: string;
  /** What of which systems it is. */
  title: string;
  /** The converter that makes its graph, and the graph's file. */
  system: string;
  file: string;
  sizes: readonly (readonly [number, number])[];
  inputs(rows: number, columns: number): Record<string, number[]>;
}

const unet = (channels: number) => (rows: number, columns: number) => ({
  sample: [1, channels, rows, columns],
  timestep: [],
  encoder_hidden_states: [1, 2, 1024],
});
const LATENTS = [
  [48, 64],
  [72, 96],
] as const;
const NETWORKS: readonly Network[] = [
  {
    name: 'unet-8',
    title: 'UNet of Marigold and MetricGold',
    system: 'marigold',
    file: 'unet.onnx',
    sizes: LATENTS,
    inputs: unet(8),
  },
  {
    name: 'unet-12',
    title: 'UNet of BetterDepth',
    system: 'betterdepth',
    file: 'unet.onnx',
    sizes: [[72, 96]],
    inputs: unet(12),
  },
  {
    name: 'vae-decoder',
    title: 'their decoder',
    system: 'marigold',
    file: 'vae_decoder.onnx',
    sizes: LATENTS,
    inputs: (rows, columns) => ({ latent: [1, 4, rows, columns] }),
  },
  {
    name: 'zoedepth',
    title: 'ZoeDepth N',
    system: 'zoedepth',
    file: 'model.onnx',
    sizes: [[384, 512]],
    inputs: (rows, columns) => ({ pixel_values: [1, 3, rows, columns] }),
  },
];
const MODES = ['eager', 'sdpa', 'compile'] as const;

const exportPython = join(root, 'node_modules/.cache/export-venv/bin/python');
const python = process.env.DEPTHROOM_BENCH_PYTHON ?? (existsSync(exportPython) ? exportPython : 'python3');
const packs = process.env.DEPTHROOM_BENCH_PACKS ?? join(root, 'node_modules/.cache/bench-packs');
const runs = process.env.DEPTHROOM_BENCH_RUNS ?? '5';
const providers = choice('PROVIDERS', listProviders());
const mostMs = 1000 * Number(process.env.DEPTHROOM_BENCH_MOST_S ?? 1800);
const threads = process.env.DEPTHROOM_BENCH_THREADS ?? 'all';
const missing: string[] = [];
const rows: InferenceRow[] = [];

await mkdir(packs, { recursive: true });
const gpu = await firstLine('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader']);
const torch = await firstLine(python, [
  '-c',
  'import torch, diffusers, transformers; print(torch.__version__)',
]);
if (torch === null) missing.push(`torch (${python} has not torch, diffusers and transformers)`);
for (const provider of ['cuda', 'dml', 'coreml', 'webgpu'])
  if (!providers.includes(provider)) missing.push(`${provider} (not on this machine, or not asked for)`);

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${process.platform} ${process.arch}`;
const versions = `Node ${process.versions.node}, onnxruntime ${runtimeVersion()}${torch ? `, torch ${torch}` : ''}`;
const kept = await openRowFile(
  process.env.DEPTHROOM_BENCH_ROWS ?? join(root, 'node_modules/.cache/bench-inference.jsonl'),
  [machine, gpu, versions, `${threads} threads`, runs].join(', '),
);

const names = choice(
  'NETWORKS',
  NETWORKS.map(({ name }) => name),
);
for (const network of NETWORKS.filter(({ name }) => names.includes(name)))
  for (const [height, width] of network.sizes) {
    for (const provider of providers) await measureOurs(network, provider, height, width);
    if (torch === null) continue;
    for (const mode of choice('MODES', MODES)) await measureTorch(network, mode, height, width);
  }
console.log(await writeSection(missing));

/** Writes what is there to the document, and answers with it. */
async function writeSection(absent: readonly string[]): Promise<string> {
  const text = inferenceReport({
    rows,
    missing: absent,
    machine,
    gpu,
    versions: threads === '1' ? `${versions}, one thread each` : versions,
  });
  await writeFile(document, replaceSection(await readFile(document, 'utf8'), text));
  return text;
}

/** Precisions in which a network is used on a device: a UNet of 16-bit floats is for graphics cards. */
function precisions(network: Network, isDevice: boolean): ('fp32' | 'fp16')[] {
  return isDevice && network.name.startsWith('unet') ? ['fp16', 'fp32'] : ['fp32'];
}

async function measureOurs(network: Network, provider: string, height: number, width: number): Promise<void> {
  for (const dtype of precisions(network, provider !== 'cpu')) {
    const graph = await graphOf(network, dtype);
    if (graph === null) continue;
    const words = [graph, provider, runs, JSON.stringify(network.inputs(height, width))];
    const script = join(import.meta.dirname, 'measure-graph.ts');
    await measure(`ours, ${provider}`, dtype, network, height, width, process.execPath, [script, ...words]);
  }
}

async function measureTorch(network: Network, mode: string, height: number, width: number): Promise<void> {
  const device = gpu === null ? 'cpu' : 'cuda';
  for (const dtype of precisions(network, device === 'cuda')) {
    const words = [network.name, mode, device, dtype, runs, `${height}`, `${width}`];
    const script = join(import.meta.dirname, 'measure_torch.py');
    await measure(`torch ${mode}, ${device}`, dtype, network, height, width, python, [script, ...words]);
  }
}

async function measure(
  tool: string,
  dtype: string,
  { title }: Network,
  height: number,
  width: number,
  program: string,
  words: string[],
): Promise<void> {
  const name = { title, height, width, tool, dtype };
  const before = kept.find(name);
  console.warn(`${title}, ${height} x ${width}: ${tool}, ${dtype} ...${before ? ' is there' : ''}`);
  try {
    let row = before;
    if (!row) {
      const { stdout } = await execute(program, words, { maxBuffer: 1 << 26, cwd: root, timeout: mostMs });
      row = { ...name, ...JSON.parse(stdout.trim().split('\n').at(-1) ?? '') } as InferenceRow;
      await kept.add(row);
    }
    rows.push(row);
    await writeSection([...missing, 'what comes after the last row']);
  } catch (thrown) {
    missing.push(`${title}, ${height} x ${width}, ${tool}, ${dtype} (${reasonOf(thrown)})`);
  }
}

function reasonOf(thrown: unknown): string {
  const { stderr, killed } = thrown as { stderr?: string; killed?: boolean };
  if (killed) return `not finished after ${mostMs / 1000} s`;
  return (
    String(stderr || thrown)
      .trim()
      .split('\n')
      .at(-1) ?? ''
  ).slice(0, 160);
}

/** The graph, made by the converter where it is not there; null where that cannot be done here. */
async function graphOf({ system, file }: Network, dtype: string): Promise<string | null> {
  const folder = join(packs, `${system}-${dtype}`);
  const graph = join(folder, file);
  if (existsSync(graph)) return graph;
  if (torch === null) return null;
  console.warn(`Making a pack of ${system} with random weights ...`);
  const words = [`models/${system}/export.py`, '--random-full', '--dtype', dtype, '-o', folder];
  await execute(python, words, { cwd: root, maxBuffer: 1 << 26 });
  return graph;
}

async function firstLine(program: string, words: string[]): Promise<string | null> {
  try {
    return (await execute(program, words)).stdout.trim().split('\n')[0] || null;
  } catch {
    return null;
  }
}
