import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolder } from '../../../core/project/data-folder.ts';
import { workerEnvironment } from '../../../core/providers/added-cuda.ts';
import { listProviders, runtimeVersion } from '../../../models/session.ts';
import { AROUND_HEADING, measureAround } from './around-report.ts';
import { INFERENCE_HEADING, type InferenceRow, inferenceReport, replaceSection } from './inference-report.ts';
import { NETWORKS, type Network, type Precision } from './networks.ts';
import { openTorch } from './open-torch.ts';
import { openRowFile } from './row-file.ts';

/*
 * npm run bench -- inference: one step of the networks of full size, with random weights, with onnxruntime on every provider of this
 * machine and with torch on the same device, each in a process of its own, and what a run takes around them. Writes two sections of
 * docs/benchmarks.md.
 *
 * Python is found or made by open-torch.ts; where that fails torch's rows are left out. DEPTHROOM_BENCH_PROVIDERS, _NETWORKS, _SIZES (72x96),
 * _DTYPES (fp16), _MODES (eager, sdpa, compile) and _RUNS choose some, DEPTHROOM_BENCH_THREADS the threads: on a busy machine 1, since those of torch
 * wait by computing. The packs, 4 to 8 GB, stay in DEPTHROOM_BENCH_PACKS (node_modules/.cache/bench-packs).
 *
 * A row that is finished is kept in node_modules/.cache/bench-inference.jsonl and written to the document at once: a command that was stopped
 * goes on where it was, while machine, versions, threads and runs are the same. DEPTHROOM_BENCH_ROWS is another file, and a new one begins anew.
 * A row may take DEPTHROOM_BENCH_MOST_S seconds (600), and all of them DEPTHROOM_BENCH_MINUTES (60; on two cores that is enough for all rows
 * but those of torch.compile); what is not reached is named.
 */

const root = join(import.meta.dirname, '../../..');
/** A row is not begun with less time than this. */
const LEAST_MS = 20_000;
const document = join(root, 'docs/benchmarks.md');
const execute = promisify(execFile);
const choice = (name: string, all: readonly string[]) =>
  process.env[`DEPTHROOM_BENCH_${name}`]?.split(',') ?? [...all];

const MODES = ['sdpa', 'eager', 'compile'] as const;
const PRECISIONS = ['fp32', 'fp16'] as const;

const packs = process.env.DEPTHROOM_BENCH_PACKS ?? join(root, 'node_modules/.cache/bench-packs');
/** Where CUDA was added, its libraries are found by processes that are told of them; torch has its own. */
const ours = workerEnvironment(dataFolder());
process.env.DEPTHROOM_ONNXRUNTIME_FOLDER ??= ours.DEPTHROOM_ONNXRUNTIME_FOLDER ?? '';
const providers = choice('PROVIDERS', listProviders());
const mostMs = 1000 * Number(process.env.DEPTHROOM_BENCH_MOST_S ?? 600);
const endAt = Date.now() + 60_000 * Number(process.env.DEPTHROOM_BENCH_MINUTES ?? 60);
const threads = process.env.DEPTHROOM_BENCH_THREADS ?? 'all';
const missing: string[] = [];
const rows: InferenceRow[] = [];

await mkdir(packs, { recursive: true });
const gpu = await firstLine('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader']);
const runs = process.env.DEPTHROOM_BENCH_RUNS ?? (gpu === null ? '2' : '5');
const { python, version: torch, reason } = await openTorch(root, gpu !== null);
if (torch === null) missing.push(`torch (${reason})`);
for (const provider of ['cuda', 'dml', 'coreml', 'webgpu'])
  if (!providers.includes(provider)) missing.push(`${provider} (not on this machine, or not asked for)`);
  else if (provider === 'webgpu' && gpu === null && !process.env.DEPTHROOM_BENCH_PROVIDERS) {
    // A processor that plays a graphics card takes hours.
    providers.splice(providers.indexOf(provider), 1);
    missing.push('webgpu (no graphics card was found; DEPTHROOM_BENCH_PROVIDERS asks for it)');
  }

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${process.platform} ${process.arch}`;
const versions = `Node ${process.versions.node}, onnxruntime ${runtimeVersion()}${torch ? `, torch ${torch}` : ''}`;
const kept = await openRowFile(
  process.env.DEPTHROOM_BENCH_ROWS ?? join(root, 'node_modules/.cache/bench-inference.jsonl'),
  [machine, gpu, versions, `${threads} threads`, runs].join(', '),
);

try {
  const around = await measureAround(machine, `Node ${process.versions.node}`);
  await writeFile(document, replaceSection(await readFile(document, 'utf8'), around, AROUND_HEADING));
  console.log(around);
} catch (thrown) {
  missing.push(`what a run takes around the networks (${reasonOf(thrown)})`);
}

const names = choice(
  'NETWORKS',
  NETWORKS.map(({ name }) => name),
);
const sizes = process.env.DEPTHROOM_BENCH_SIZES?.split(',');
const measured = NETWORKS.filter(({ name }) => names.includes(name)).flatMap((network) =>
  network.sizes
    .filter(([height, width]) => sizes?.includes(`${height}x${width}`) ?? true)
    .map(([height, width]) => ({ network, height, width })),
);
const modes = choice('MODES', MODES);
const isLate = (mode: string) => mode === 'compile';
for (const { network, height, width } of measured) {
  for (const provider of providers) await measureOurs(network, provider, height, width);
  for (const mode of modes) if (!isLate(mode)) await measureTorch(network, mode, height, width);
}
// Compiling takes minutes: what everybody waits for comes first.
for (const { network, height, width } of measured)
  for (const mode of modes) if (isLate(mode)) await measureTorch(network, mode, height, width);
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
  await writeFile(document, replaceSection(await readFile(document, 'utf8'), text, INFERENCE_HEADING));
  return text;
}

/** Precisions in which a network is used on a device: a UNet of 16-bit floats is for graphics cards. */
function precisions({ onCard }: Network, isDevice: boolean): readonly Precision[] {
  const asked = choice('DTYPES', PRECISIONS);
  // What is used in one precision alone is measured in that one.
  return isDevice && onCard.length > 1 ? onCard.filter((each) => asked.includes(each)) : ['fp32'];
}

async function measureOurs(network: Network, provider: string, height: number, width: number): Promise<void> {
  for (const dtype of precisions(network, provider !== 'cpu')) {
    const graph = await graphOf(network, dtype).catch((thrown) => {
      missing.push(`${network.title}, ours, ${provider}, ${dtype} (its graph: ${reasonOf(thrown)})`);
      return null;
    });
    if (graph === null) continue;
    const words = [graph, provider, runs, JSON.stringify(network.inputs(height, width))];
    const script = join(import.meta.dirname, 'measure-graph.ts');
    await measure(`ours, ${provider}`, dtype, network, height, width, process.execPath, [script, ...words]);
  }
}

async function measureTorch(network: Network, mode: string, height: number, width: number): Promise<void> {
  if (torch === null) return;
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
  const leftMs = endAt - Date.now();
  if (!before && leftMs < LEAST_MS) {
    missing.push(`${title}, ${height} x ${width}, ${tool}, ${dtype} (the time was over)`);
    return;
  }
  console.warn(`${title}, ${height} x ${width}: ${tool}, ${dtype} ...${before ? ' is there' : ''}`);
  try {
    let row = before;
    if (!row) {
      const { stdout } = await execute(program, words, {
        maxBuffer: 1 << 26,
        cwd: root,
        env: program === process.execPath ? ours : process.env,
        timeout: Math.min(mostMs, leftMs),
        // One that compiles may not hear of the polite signal.
        killSignal: 'SIGKILL',
      });
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
  if (killed) return 'not finished in its time';
  return (
    String(stderr || thrown)
      .trim()
      .split('\n')
      .at(-1) ?? ''
  ).slice(0, 160);
}

/** The graph, made by the converter where it is not there; null where that cannot be done here. */
async function graphOf({ system, file, onCard }: Network, dtype: string): Promise<string | null> {
  // What is float32 in every pack lies in each of them.
  const dtypes = onCard.length > 1 ? [dtype] : [dtype, 'fp16'];
  const there = dtypes.map((each) => join(packs, `${system}-${each}`, file)).find(existsSync);
  if (there) return there;
  if (torch === null) return null;
  console.warn(`Making a pack of ${system} with random weights ...`);
  const folder = join(packs, `${system}-${dtype}`);
  const words = [`models/${system}/export.py`, '--random-full', '--dtype', dtype, '-o', folder];
  await execute(python, words, { cwd: root, maxBuffer: 1 << 26, timeout: Math.max(1, endAt - Date.now()) });
  return join(folder, file);
}

async function firstLine(program: string, words: string[]): Promise<string | null> {
  try {
    return (await execute(program, words)).stdout.trim().split('\n')[0] || null;
  } catch {
    return null;
  }
}
