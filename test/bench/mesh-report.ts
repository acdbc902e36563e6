import type { Measurement } from './measurement.ts';
import { measuredWhere, megabytes, ratio, seconds, table } from './report.ts';

export interface MeshRow extends Measurement {
  megapixels: number;
  tool: string;
}

export interface SimplifyRow extends MeshRow {
  isRough: boolean;
  triangles: number;
  /** Metres. */
  rms: number;
  p99: number;
  maximum: number;
  relativeRms: number;
}

/** Where the section begins; what stands before it is kept when only meshes are measured. */
export const MESH_HEADING = '## Depth map and colours in memory to a mesh on disk';

/** The sections on meshes of docs/benchmarks.md. */
export function meshReport(writes: MeshRow[], simplified: SimplifyRow[]): string {
  return `${MESH_HEADING}

Meshes were measured by \`npm run bench -- meshes\` ${measuredWhere()}.

Two triangles for each quad of pixels, with a colour at each vertex. Ours are cut at depth steps, the peers' are not; one round. GLB and trimesh's
GLB hold indices of four bytes, Open3D's PLY positions in float64.

${table(
  ['megapixels', 'tool', 'time', 'ratio', 'processor', 'memory', 'ratio', 'file'],
  writes.map((row) => {
    const own = writes.find(({ megapixels }) => megapixels === row.megapixels) ?? row;
    return [
      String(row.megapixels),
      row.tool,
      seconds(row.seconds),
      ratio(row.seconds, own.seconds),
      seconds(row.cpuSeconds),
      megabytes(row.extraBytes),
      ratio(row.extraBytes, own.extraBytes),
      megabytes(row.bytes),
    ];
  }),
)}

## A surface down to 200,000 triangles

From the depth map in memory to the mesh in memory, without textures. Distances of 200,000 original points to the result are measured by
Open3D's exact nearest-point search, the same for all tools. \`smooth\` is the room as it is, \`rough\` has a relief on everything: waves of 0.2 % and
0.05 % of the depth and noise of 0.005 %. Open3D's quadric decimation is left out above 2 megapixels and wherever it took more than five minutes, and
fast-simplification too, where it takes some 10 GB. Ours minimises the distance over the depth (the last column), the others the distance: near
things keep more of our triangles, far ones more of theirs. One round: compare the ratios.

${table(
  [
    'megapixels',
    'scene',
    'tool',
    'time',
    'processor',
    'memory',
    'triangles',
    'RMS',
    'p99',
    'largest',
    'RMS / depth',
  ],
  simplified.map((row) => [
    String(row.megapixels),
    row.isRough ? 'rough' : 'smooth',
    row.tool === 'depthroom' ? 'Depthroom' : row.tool,
    seconds(row.seconds),
    seconds(row.cpuSeconds),
    megabytes(row.extraBytes),
    String(row.triangles),
    millimetres(row.rms),
    millimetres(row.p99),
    millimetres(row.maximum),
    row.relativeRms.toExponential(1),
  ]),
)}

![Time against RMS distance at 2 megapixels](simplification.svg)
`;
}

function millimetres(metres: number): string {
  return `${(1000 * metres).toFixed(metres < 1e-4 ? 4 : 2)} mm`;
}
