import { DepthroomError } from '../../../contract/errors.ts';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { meshFormats } from '../../../contract/exports/geometry-formats.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { type Sink, stopIfCancelled, writeFileWithSidecar } from '../../disk/write-file.ts';
import { createPacker } from '../../formats/packer.ts';
import { findLeaks } from '../../geometry/mesh/open-edges.ts';
import { reliefSolid, volumeOf } from '../../geometry/mesh/relief.ts';
import type { CameraMesh } from '../../geometry/mesh/surface-distance.ts';
import type { ExportOptions, ExportSource } from '../export-source.ts';
import { exportFacts } from '../provenance.ts';
import { printHeights } from './print-heights.ts';
import { refuseEndless } from './refuse-endless.ts';

/**
 * Writes a run as a closed relief or lithophane for printing (binary STL, 3D Systems, 1989), in millimetres, z up. Every kind of map will
 * do, since only the order and spacing of depths count. The solid is checked for leaks before it is written. Returns the file's length in
 * bytes.
 * Throws `bad-input` where the map is smaller than 2 x 2 pixels or the run not finished, `not-found`, `no-permission`, `bad-input`, `not-an-image`,
 * `unsupported-format` or `too-large` where the photo cannot be read, `internal` where the solid is not closed,
 * `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file
 * cannot be written.
 */
export async function writeRelief(
  source: ExportSource,
  options: MeshOptions,
  path: string,
  { report, note, ...writing }: ExportOptions,
): Promise<number> {
  const { width, height, longSide, rings, pixelAspect, heights, words } = await printHeights(source, options);
  report?.(0.2);
  const grid = { width, height };
  const solid = reliefSolid(heights, grid, {
    width: longSide,
    rings,
    height: options.reliefHeight,
    base: options.base,
    triangles: options.triangles,
    pixelAspect,
    curve: options.curve,
  });
  refuseEndless(solid.positions);
  stopIfCancelled(writing.signal);
  report?.(0.6);
  const leaks = findLeaks(solid.indices, solid.positions.length / 3);
  if (leaks.openEdges > 0 || leaks.crowdedEdges > 0) {
    throw new DepthroomError(
      'internal',
      `Expected a closed solid, but it has ${leaks.openEdges} open and ${leaks.crowdedEdges} crowded edges: choose another number of triangles.`,
    );
  }
  const triangles = solid.indices.length / 3;
  const notes = budgetNotes(triangles, options.triangles);
  for (const sentence of notes) note?.(sentence);
  return writeFileWithSidecar(path, writing, async (sink) => {
    await writeStl(sink, solid);
    report?.(1);
    return {
      ...exportFacts('mesh', source, options, meshFormats),
      geometry: {
        units: 'millimetres',
        isMetric: false,
        shape: `closed relief, ${words}${options.curve > 0 ? `, bent by ${options.curve} degrees` : ''}`,
        grid,
        triangles,
        ...(notes.length > 0 ? { notes } : {}),
        isWatertight: true,
        volumeInCubicCentimetres: volumeOf(solid) / 1000,
      },
    };
  });
}

function budgetNotes(triangles: number, asked: number): string[] {
  if (asked === 0 || triangles <= asked) return [];
  return [
    `A closed solid of this border has no fewer than ${triangles} triangles here, ${asked} were asked for: ask for more.`,
  ];
}

/** Writes triangles as binary STL (3D Systems, 1989): an 80-byte title, their number, and 50 bytes for each. */
async function writeStl(sink: Sink, { positions, indices }: CameraMesh): Promise<void> {
  const head = Buffer.alloc(84);
  // A title that began with "solid" would be taken for text.
  head.write(`${GENERATOR}, millimetres, z up`, 'latin1');
  head.writeUInt32LE(indices.length / 3, 80);
  await sink(head);
  const packer = createPacker(sink);
  const BLOCK = 3 << 14;
  for (let from = 0; from < indices.length; from += BLOCK) {
    const to = Math.min(indices.length, from + BLOCK);
    const { view, at: start } = await packer.take(((to - from) / 3) * 50);
    for (let k = from, at = start; k < to; k += 3) {
      const a = 3 * indices[k];
      const b = 3 * indices[k + 1];
      const c = 3 * indices[k + 2];
      const [ux, uy, uz] = [0, 1, 2].map((axis) => positions[b + axis] - positions[a + axis]);
      const [vx, vy, vz] = [0, 1, 2].map((axis) => positions[c + axis] - positions[a + axis]);
      const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const length = Math.hypot(...normal) || 1;
      for (const value of normal) {
        view.setFloat32(at, value / length, true);
        at += 4;
      }
      for (const corner of [a, b, c]) {
        for (let axis = 0; axis < 3; axis++, at += 4) view.setFloat32(at, positions[corner + axis], true);
      }
      view.setUint16(at, 0, true);
      at += 2;
    }
  }
  await packer.finish();
}
