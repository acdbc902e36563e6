import type { SimplifyRow } from './mesh-report.ts';

const [WIDTH, HEIGHT, MARGIN] = [640, 400, 60];
const COLOURS: Record<string, string> = {
  depthroom: '#c2410c',
  meshoptimizer: '#0f766e',
  'fast-simplification': '#6d28d9',
  open3d: '#1d4ed8',
};

/** Time against RMS distance as SVG, both logarithmic: nearer to the lower left corner is better. Full dots smooth, rings rough. */
export function paretoPlot(rows: SimplifyRow[]): string {
  const x = axis(
    rows.map((row) => row.seconds),
    MARGIN,
    WIDTH - 150,
  );
  const y = axis(
    rows.map((row) => 1000 * row.rms),
    HEIGHT - MARGIN,
    20,
  );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<title>Time against RMS distance of simplifiers</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...x.ticks.map(
      ({ at, label }) =>
        `<path d="M${at} 20V${HEIGHT - MARGIN}" stroke="#ddd"/><text x="${at}" y="${HEIGHT - MARGIN + 18}" text-anchor="middle">${label}</text>`,
    ),
    ...y.ticks.map(
      ({ at, label }) =>
        `<path d="M${MARGIN} ${at}H${WIDTH - 150}" stroke="#ddd"/><text x="${MARGIN - 6}" y="${at + 4}" text-anchor="end">${label}</text>`,
    ),
    `<text x="${(MARGIN + WIDTH - 150) / 2}" y="${HEIGHT - 14}" text-anchor="middle">seconds</text>`,
    `<text x="16" y="${HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 ${HEIGHT / 2})">RMS distance in millimetres</text>`,
    ...rows.map((row) => {
      const colour = COLOURS[row.tool] ?? '#333';
      const fill = row.isRough ? 'none' : colour;
      return `<circle cx="${x.place(row.seconds)}" cy="${y.place(1000 * row.rms)}" r="6" fill="${fill}" stroke="${colour}" stroke-width="2"/>`;
    }),
    ...Object.entries(COLOURS).map(
      ([tool, colour], line) =>
        `<circle cx="${WIDTH - 132}" cy="${40 + 20 * line}" r="5" fill="${colour}"/><text x="${WIDTH - 120}" y="${44 + 20 * line}">${tool === 'depthroom' ? 'Depthroom' : tool}</text>`,
    ),
    `<text x="${WIDTH - 138}" y="140">dot: smooth</text><text x="${WIDTH - 138}" y="158">ring: rough</text>`,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** A logarithmic axis over whole powers of ten. */
function axis(values: number[], start: number, end: number) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  const place = (value: number) =>
    Math.round(10 * (start + ((Math.log10(value) - from) / (to - from)) * (end - start))) / 10;
  const ticks = Array.from({ length: to - from + 1 }, (_, k) => {
    const value = 10 ** (from + k);
    return { at: place(value), label: String(Number(value.toPrecision(1))) };
  });
  return { place, ticks };
}
