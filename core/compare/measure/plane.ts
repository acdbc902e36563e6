/** A plane n . X = distance with a unit normal, and the root mean square distance of the points from it. */
export interface FittedPlane {
  normal: [number, number, number];
  distance: number;
  deviation: number;
}

/**
 * The plane with the smallest sum of squared distances to points (x, y, z interleaved, in one unit; `count` of them): through their mean,
 * across the direction in which they spread least (Pearson 1901). Distance and deviation are in the unit of the points. Null with fewer
 * than three points, or on one line.
 */
export function fitPlane(points: Float64Array, count: number): FittedPlane | null {
  if (count < 3) return null;
  let mx = 0;
  let my = 0;
  let mz = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    mx += points[k];
    my += points[k + 1];
    mz += points[k + 2];
  }
  mx /= count;
  my /= count;
  mz /= count;
  let xx = 0;
  let xy = 0;
  let xz = 0;
  let yy = 0;
  let yz = 0;
  let zz = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    const x = points[k] - mx;
    const y = points[k + 1] - my;
    const z = points[k + 2] - mz;
    xx += x * x;
    xy += x * y;
    xz += x * z;
    yy += y * y;
    yz += y * z;
    zz += z * z;
  }
  const normal = leastDirection(xx, xy, xz, yy, yz, zz);
  if (!normal) return null;
  const [nx, ny, nz] = normal;
  let squares = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    const away = nx * (points[k] - mx) + ny * (points[k + 1] - my) + nz * (points[k + 2] - mz);
    squares += away * away;
  }
  return { normal, distance: nx * mx + ny * my + nz * mz, deviation: Math.sqrt(squares / count) };
}

/**
 * Unit eigenvector of the smallest eigenvalue of a symmetric 3 x 3 matrix, by Jacobi's rotations (Golub & Van Loan, Matrix
 * Computations, §8.5). Null where the two smallest are both nothing: then any direction across the line would do.
 */
function leastDirection(
  xx: number,
  xy: number,
  xz: number,
  yy: number,
  yz: number,
  zz: number,
): [number, number, number] | null {
  const a = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  const v = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let sweep = 0; sweep < 12; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      if (a[p][q] === 0) continue;
      const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
      const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
      const c = 1 / Math.hypot(t, 1);
      const s = t * c;
      for (let k = 0; k < 3; k++) {
        const akp = a[k][p];
        a[k][p] = c * akp - s * a[k][q];
        a[k][q] = s * akp + c * a[k][q];
      }
      for (let k = 0; k < 3; k++) {
        const apk = a[p][k];
        a[p][k] = c * apk - s * a[q][k];
        a[q][k] = s * apk + c * a[q][k];
        const vkp = v[k][p];
        v[k][p] = c * vkp - s * v[k][q];
        v[k][q] = s * vkp + c * v[k][q];
      }
    }
  }
  const order = [0, 1, 2].sort((i, j) => a[i][i] - a[j][j]);
  const [least, middle, most] = order;
  if (!(a[middle][middle] > 1e-14 * a[most][most])) return null;
  return [v[0][least], v[1][least], v[2][least]];
}
