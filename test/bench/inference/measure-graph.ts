import { readFileSync, writeFileSync } from 'node:fs';
import type { Tensor } from '../../../models/pipeline/pipeline.ts';
import { openGraph } from '../../../models/session.ts';

/*
 * One graph in a process of its own: node measure-graph.ts <graph.onnx> <provider> <runs> <inputs as JSON: name to dims>. Prints one line
 * of JSON: opening, first run and the others in milliseconds, processor time, memory.
 */

const [path, provider, runs, shapes] = process.argv.slice(2);
const inputs = JSON.parse(shapes) as Record<string, number[]>;

/** Megabytes of this process as Linux counts them; elsewhere what is resident at the end. */
function resident(what: 'VmHWM' | 'VmRSS'): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return process.memoryUsage().rss / 2 ** 20;
  }
}

const before = performance.now();
const threads = Number(process.env.DEPTHROOM_BENCH_THREADS ?? 0);
const graph = await openGraph(path, { provider, threads });
const opening = performance.now() - before;
const opened = resident('VmRSS');
try {
  writeFileSync('/proc/self/clear_refs', '5');
} catch {
  // The peak then counts from the start.
}

const feeds: Record<string, Tensor> = {};
for (const { name, type } of graph.inputs) {
  const dims = inputs[name];
  if (!dims) throw new Error(`no dims for ${name}`);
  const length = dims.reduce((a, b) => a * b, 1);
  feeds[name] =
    type === 'int64'
      ? { type, data: new BigInt64Array(length).fill(500n), dims }
      : { type: 'float32', data: Float32Array.from({ length }, (_, i) => Math.sin(i)), dims };
}

const milliseconds: number[] = [];
const processor: number[] = [];
for (let i = 0; i <= Number(runs); i++) {
  const at = performance.now();
  const cpu = process.cpuUsage();
  await graph.run(feeds);
  milliseconds.push(performance.now() - at);
  const { user, system } = process.cpuUsage(cpu);
  processor.push((user + system) / 1000);
}
const peak = resident('VmHWM');
console.log(
  JSON.stringify({
    opening,
    first: milliseconds[0],
    milliseconds: milliseconds.slice(1),
    processor: processor.slice(1),
    peak,
    above: peak - opened,
  }),
);
