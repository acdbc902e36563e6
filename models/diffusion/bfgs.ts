/** Value of a function at a point of n values; writes its gradient, n values too, into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Sufficient decrease of the line search (Armijo), and how often it halves before it gives up. */
const DECREASE = 1e-4;
const HALVINGS = 30;

/**
 * Minimises a function of a few dozen variables by BFGS with a backtracking line search (Nocedal and Wright 2006, algorithm 6.1), in
 * float64. `start` and the answer are points of n values. Stops after `iterations`, or where the gradient or the progress vanishes. Never
 * returns a worse point than the start.
 */
export function minimise(objective: Objective, start: Float64Array, iterations: number): Float64Array {
  const n = start.length;
  let point = start.slice();
  let gradient = new Float64Array(n);
  let value = objective(point, gradient);
  const inverse = identity(n);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const direction = multiply(inverse, gradient, -1);
    const slope = dot(gradient, direction);
    if (!(slope < -1e-14)) break;
    const next = lineSearch(objective, point, value, direction, slope);
    if (next === null) break;
    updateInverse(inverse, difference(next.point, point), difference(next.gradient, gradient));
    const progress = value - next.value;
    ({ point, gradient, value } = next);
    if (progress < 1e-7 * Math.abs(value)) break;
  }
  return point;
}

function lineSearch(
  objective: Objective,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
) {
  const point = new Float64Array(from.length);
  const gradient = new Float64Array(from.length);
  for (let step = 1, halving = 0; halving < HALVINGS; halving++, step /= 2) {
    for (let i = 0; i < from.length; i++) point[i] = from[i] + step * direction[i];
    const found = objective(point, gradient);
    if (found <= value + DECREASE * step * slope) return { point, gradient, value: found };
  }
  return null;
}

/** The BFGS update of the inverse Hessian (Nocedal and Wright, eq. 6.17), left out where the curvature is not positive. */
function updateInverse(inverse: Float64Array, step: Float64Array, change: Float64Array): void {
  const n = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-16)) return;
  const mapped = multiply(inverse, change, 1);
  const scale = (1 + dot(change, mapped) / curvature) / curvature;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      inverse[i * n + j] +=
        scale * step[i] * step[j] - (mapped[i] * step[j] + step[i] * mapped[j]) / curvature;
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function multiply(matrix: Float64Array, vector: Float64Array, factor: number): Float64Array {
  const n = vector.length;
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vector[j];
    product[i] = factor * sum;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
