/** A straight line through values, with the half width of the 95 % interval of its slope. */
export interface Slope {
  perUnit: number;
  halfWidth: number;
}

/** Two-sided 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond them the normal one does. */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/**
 * The slope of y over x by least squares. Samples that follow each other closely say nearly the same, so that they are gathered into
 * `batches` means first (batch means, Law, "Simulation Modeling and Analysis", 9.5.3): the interval is about those.
 */
export function slopeOf(samples: readonly { x: number; y: number }[], batches = 20): Slope {
  const size = Math.max(1, Math.floor(samples.length / batches));
  const means: { x: number; y: number }[] = [];
  for (let k = 0; k + size <= samples.length; k += size) {
    const batch = samples.slice(k, k + size);
    const mean = (of: 'x' | 'y') => batch.reduce((sum, sample) => sum + sample[of], 0) / size;
    means.push({ x: mean('x'), y: mean('y') });
  }
  const n = means.length;
  if (n < 3) return { perUnit: Number.NaN, halfWidth: Number.POSITIVE_INFINITY };
  const meanX = means.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = means.reduce((sum, { y }) => sum + y, 0) / n;
  let sxx = 0;
  let sxy = 0;
  for (const { x, y } of means) {
    sxx += (x - meanX) ** 2;
    sxy += (x - meanX) * (y - meanY);
  }
  const perUnit = sxy / sxx;
  const residual = means.reduce((sum, { x, y }) => sum + (y - meanY - perUnit * (x - meanX)) ** 2, 0);
  const t = T[n - 3] ?? 1.96;
  return { perUnit, halfWidth: t * Math.sqrt(residual / (n - 2) / sxx) };
}
