import type { Pinhole } from '../../../contract/maths/pinhole.ts';
import type { Grid } from '../edges.ts';
import type { CameraMesh } from './surface-distance.ts';

/** Points along the longer side of a picture, or one a pixel where that is more, at which one surface is compared with another. */
const SAMPLES = 1500;

/** The pixels of a camera. */
interface Seen extends Grid {
  camera: Pinhole;
}

/** Pixels that a triangle is larger by: vertices are floats and lie at pixel centres, which would else be beside it by chance. */
const ROUNDING = 1e-3;

/**
 * Pushes a layer away from the camera, along its rays, where a front is farther than it, so that it lies nowhere before that: both are thinned with
 * errors of their own. Both in camera axes; the positions of the layer are changed in place. Own rule: disparity is linear on a triangle, so that it is enough
 * to take its corners back by what its worst point asks.
 */
export function stayBehind(layer: CameraMesh, front: CameraMesh, seen: Seen): void {
  const fine = finer(seen);
  const nearest = new Float32Array(fine.width * fine.height);
  overPixels(front, fine, (pixel, disparity) => {
    if (disparity > nearest[pixel]) nearest[pixel] = disparity;
  });
  const { positions, indices } = layer;
  const shares = new Float64Array(positions.length / 3).fill(1);
  overPixels(layer, fine, (pixel, disparity, corner) => {
    const share = nearest[pixel] / disparity;
    // 0: there is no front.
    if (!(share > 0 && share < 1)) return;
    for (let k = corner; k < corner + 3; k++) shares[indices[k]] = Math.min(shares[indices[k]], share);
  });
  for (let k = 0; k < positions.length; k++) positions[k] /= shares[Math.floor(k / 3)];
}

function finer({ width, height, camera: { fx, fy, cx, cy } }: Seen): Seen {
  // An odd number, so that the centres of pixels are among them, where vertices lie.
  const times = 1 + 2 * Math.max(0, Math.ceil((SAMPLES / Math.max(width, height) - 1) / 2));
  return {
    width: times * width,
    height: times * height,
    camera: { fx: times * fx, fy: times * fy, cx: times * cx, cy: times * cy },
  };
}

/** Visits each pixel centre under each triangle, with the disparity there and the triangle's first corner. */
function overPixels(
  { positions, indices }: CameraMesh,
  { width, height, camera }: Seen,
  visit: (pixel: number, disparity: number, corner: number) => void,
): void {
  const place = (vertex: number): [u: number, v: number, disparity: number] => {
    const disparity = 1 / positions[3 * vertex + 2];
    return [
      positions[3 * vertex] * disparity * camera.fx + camera.cx - 0.5,
      positions[3 * vertex + 1] * disparity * camera.fy + camera.cy - 0.5,
      disparity,
    ];
  };
  for (let corner = 0; corner < indices.length; corner += 3) {
    const [au, av, a] = place(indices[corner]);
    const [bu, bv, b] = place(indices[corner + 1]);
    const [cu, cv, c] = place(indices[corner + 2]);
    const area = (bu - au) * (cv - av) - (cu - au) * (bv - av);
    if (area === 0) continue;
    const [beyondA, beyondB, beyondC] = [
      Math.hypot(cu - bu, cv - bv),
      Math.hypot(cu - au, cv - av),
      Math.hypot(bu - au, bv - av),
    ].map((side) => (-ROUNDING * side) / Math.abs(area));
    const top = Math.max(0, Math.ceil(Math.min(av, bv, cv) - ROUNDING));
    const bottom = Math.min(height - 1, Math.floor(Math.max(av, bv, cv) + ROUNDING));
    const left = Math.max(0, Math.ceil(Math.min(au, bu, cu) - ROUNDING));
    const right = Math.min(width - 1, Math.floor(Math.max(au, bu, cu) + ROUNDING));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const forB = ((x - au) * (cv - av) - (cu - au) * (y - av)) / area;
        const forC = ((bu - au) * (y - av) - (x - au) * (bv - av)) / area;
        const forA = 1 - forB - forC;
        if (forA < beyondA || forB < beyondB || forC < beyondC) continue;
        visit(y * width + x, forA * a + forB * b + forC * c, corner);
      }
    }
  }
}
