import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Measurement } from './measurement.ts';

export interface PointRow extends Measurement {
  megapixels: number;
  tool: string;
}

export interface ExportRow extends Measurement {
  megapixels: number;
  kind: string;
}

export interface Findings {
  points: PointRow[];
  exports: ExportRow[];
  versions: Partial<Record<string, string>>;
  check: string;
  rounds: number;
}

/** docs/benchmarks.md as a whole. */
export function report({ points, exports, versions, check, rounds }: Findings): string {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Benchmarks

Made by \`npm run bench\` ${measuredWhere()}. Other programs ran on the same
machine: compare the ratios, not the seconds. Every row is the fastest of ${rounds} rounds in which the tools took turns, each in a process
of its own, on the same maps: a synthetic room of a few metres. "Memory" is the peak of resident memory of the whole process, its
runtime and libraries included, less the maps it was given, "processor" the time of all threads together.
Peers: ${peers.join(', ') || 'none could be installed'}.

## Depth map and colours in memory to a PLY point cloud on disk

"Time" ends with the last byte handed to the operating system; "sync" is what it then takes until the file lies on the disk (we
always wait for that, the peers were made to). Ratios compare a peer with Depthroom: above 1, the peer needs more.

${table(
  ['megapixels', 'tool', 'time', 'ratio', 'processor', 'ratio', 'sync', 'memory', 'file'],
  points.map((row) => {
    const own =
      points.find((other) => other.megapixels === row.megapixels && other.tool === 'Depthroom') ?? row;
    return [
      String(row.megapixels),
      row.tool,
      seconds(row.seconds),
      ratio(row.seconds, own.seconds),
      seconds(row.cpuSeconds),
      ratio(row.cpuSeconds, own.cpuSeconds),
      seconds(row.syncSeconds),
      megabytes(row.extraBytes),
      megabytes(row.bytes),
    ];
  }),
)}

Open3D writes positions in float64 (27 bytes a point), trimesh adds an opacity (16 bytes); ours are float32 with three bytes of colour (15 bytes).

${check}

## The whole export, from a JPEG and a run's map of 0.4 megapixels

Decode, place the depth at photo size, cut edges, compute normals, write, sync, sidecar (point cloud with \`edgeCut\` 0.05 and normals, 27
bytes a point; depth image as 16-bit PNG).

${table(
  ['megapixels', 'export', 'time', 'processor', 'memory', 'file'],
  exports.map((row) => [
    String(row.megapixels),
    row.kind,
    seconds(row.seconds),
    seconds(row.cpuSeconds),
    megabytes(row.extraBytes),
    megabytes(row.bytes),
  ]),
)}
`;
}

/** When and on what: parts of the page may have been measured at different times. */
export function measuredWhere(): string {
  return `(${new Date().toISOString().slice(0, 10)}), on ${machine()}`;
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const version = process.versions.node;
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB of memory, ${process.platform} ${process.arch}, Node ${version}`;
}

export function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

export function megabytes(value: number): string {
  return `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
}

export function ratio(value: number, own: number): string {
  return value === own ? '1' : (value / own).toFixed(value / own < 10 ? 1 : 0);
}
