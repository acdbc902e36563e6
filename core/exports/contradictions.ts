import type { DepthKind } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { type DepthImageOptions, depthImageFormats } from '../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import type { MeshOptions } from '../../contract/exports/geometry.ts';
import { colourScale, gdepthFormat, gdepthScale, greyScale } from '../../contract/exports/grey-scale.ts';
import { metricScale } from '../../contract/maths/depth-in-metres.ts';

/**
 * Refuses, before there is a map, what no map of this kind can be written as: the writers say the same of the map itself. `kind`: of the maps
 * that are to come; null where that is not known, then what follows from it is left to the writers. Throws `bad-input` where options contradict
 * each other, the stated ends of grey are no scale, or near and far are missing or not 0 < near < far where relative maps need them.
 */
export function refuseContradictions(wanted: WantedFile, kind: DepthKind | null): void {
  const { near, far } = wanted.options;
  // A relief has a height of its own.
  const isRelief = wanted.kind === 'mesh' && wanted.options.format === 'stl';
  if (wanted.kind === 'mesh' && !isRelief) refuseMeshContradictions(wanted.options);
  if (wanted.kind === 'point-cloud') refuseFillingUncut(wanted.options);
  if (wanted.kind === 'depth-image') {
    refuseCustomSize(wanted.options);
    refuseScale(wanted.options, near === undefined && far === undefined ? kind : 'metric');
  }
  if (kind === null || kind === 'metric' || isRelief) return;
  const isStated = near !== undefined || far !== undefined;
  if (wanted.kind === 'depth-image' && !isStated) refuseDisplacement(wanted.options);
  else metricScale({ kind, width: 2, height: 1, values: Float32Array.of(0, 1) }, near, far);
}

/** Throws `bad-input` where options of a surface contradict each other. */
export function refuseMeshContradictions(options: MeshOptions): void {
  const { format, axes, backPlane, texture, unit, fill, levels, compression } = options;
  refuseFillingUncut(options);
  if (fill > 0 && (levels > 1 || compression === 'meshopt')) {
    throw new DepthroomError(
      'bad-input',
      'A second layer goes with one level of detail and without meshopt: leave these out, or the filling.',
    );
  }
  const isFixed = format === 'glb' || format === 'usdz' || format === 'usda';
  if (isFixed && axes !== 'y-up') {
    throw new DepthroomError(
      'bad-input',
      `${format.toUpperCase()} has y up here as in its standard, but ${axes} was asked for: leave the axes out, or choose PLY or OBJ.`,
    );
  }
  if (isFixed && unit !== 'metres') {
    throw new DepthroomError(
      'bad-input',
      `${format.toUpperCase()} is written in metres, but ${unit} was asked for: leave the unit out, or choose PLY or OBJ.`,
    );
  }
  if (backPlane && (texture === 'none' || format === 'ply')) {
    throw new DepthroomError(
      'bad-input',
      'A back plane shows the photo as a texture, but no texture was asked for: choose GLB or OBJ with a texture, or leave the plane out.',
    );
  }
}

/** Throws `bad-input` where filling is asked for, in pixels of the photo, but no edge cut. */
export function refuseFillingUncut({ fill, edgeCut }: { fill: number; edgeCut: number }): void {
  if (fill === 0 || edgeCut > 0) return;
  throw new DepthroomError(
    'bad-input',
    'Filling continues what lies behind cuts, but nothing is to be cut: ask for an edge cut, or leave the filling out.',
  );
}

/** Throws `bad-input` where the custom size of a depth image has no long edge. */
export function refuseCustomSize({ size, longEdge }: Pick<DepthImageOptions, 'size' | 'longEdge'>): void {
  if (size === 'custom' && longEdge === undefined) {
    throw new DepthroomError('bad-input', 'The custom size needs a long edge in pixels, but none was given.');
  }
}

/** Throws `bad-input` where grey that is stated at both ends is no scale, by the rule of the writers. `kind`: of the values that become grey. */
function refuseScale(options: DepthImageOptions, kind: DepthKind | null): void {
  const { format, minimum, maximum, mapping } = options;
  if (format === 'gdepth' && kind !== null) gdepthFormat(kind, mapping);
  if (minimum === undefined || maximum === undefined) return;
  if (!depthImageFormats[format].options.includes('minimum')) return;
  const ends = Float32Array.of(minimum, maximum);
  if (kind === null) greyScale(ends, 'metric', { ...options, mapping: 'linear' });
  else if (format === 'gdepth') gdepthScale(ends, kind, options);
  else if (format === 'preview') colourScale(ends, kind, options);
  else greyScale(ends, kind, options);
}

function refuseDisplacement({ format }: DepthImageOptions): void {
  if (format === 'displacement') throw displacementWithoutMetres();
}

/** What a relative map without near and far is told that is to be a displacement. */
export function displacementWithoutMetres(): DepthroomError {
  return new DepthroomError(
    'bad-input',
    'A displacement is in metres, but this map is relative: state near and far.',
  );
}
