/** The line that turns one map into another: y = scale * x + shift. */
export interface Line {
  scale: number;
  shift: number;
}

/**
 * Least squares of y = scale x + shift over all of `count` pairs that are finite, from centred sums in float64 (Welford 1962). Scale is in
 * units of y over x, shift in units of y. Where x does not vary, scale is 0 and shift the mean of y.
 */
export function fitLine(count: number, x: (i: number) => number, y: (i: number) => number): Line {
  let n = 0;
  let meanX = 0;
  let meanY = 0;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < count; i++) {
    const xi = x(i);
    const yi = y(i);
    if (!Number.isFinite(xi) || !Number.isFinite(yi)) continue;
    // Welford's update keeps the sums exact where means are large against the spread.
    n++;
    const dx = xi - meanX;
    meanX += dx / n;
    meanY += (yi - meanY) / n;
    squares += dx * (xi - meanX);
    products += dx * (yi - meanY);
  }
  const scale = squares > 0 ? products / squares : 0;
  return { scale, shift: meanY - scale * meanX };
}
