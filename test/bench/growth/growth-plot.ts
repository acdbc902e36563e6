import type { GrowthRow } from './measure-project.ts';

const [WIDTH, HEIGHT] = [720, 400];
const [LEFT, RIGHT, TOP, BOTTOM] = [60, 190, 24, 56];

const CURVES: readonly { label: string; colour: string; of(row: GrowthRow): number }[] = [
  { label: 'page usable', colour: '#c2410c', of: ({ usableMs }) => usableMs },
  { label: 'engine memory', colour: '#0f766e', of: ({ enginePeakBytes }) => enginePeakBytes },
  { label: 'page heap', colour: '#6d28d9', of: ({ heapBytes }) => heapBytes },
  { label: 'click', colour: '#1d4ed8', of: ({ clickMs }) => clickMs },
  { label: 'a change, processor', colour: '#a16207', of: ({ changeProcessorMs }) => changeProcessorMs },
  { label: 'a change, bytes', colour: '#be185d', of: ({ changeBytes }) => changeBytes },
];

/** What each size needs in multiples of what the smallest needs, as SVG, both axes logarithmic: a level line does not grow. */
export function growthPlot(rows: readonly GrowthRow[]): string {
  const [small] = rows;
  const runs = rows.map((row) => row.runs);
  const x = (value: number) =>
    LEFT +
    ((Math.log10(value) - Math.log10(Math.min(...runs))) /
      (Math.log10(Math.max(...runs)) - Math.log10(Math.min(...runs)))) *
      (WIDTH - LEFT - RIGHT);
  // From half to a hundred times.
  const [low, high] = [Math.log10(0.5), 2];
  const y = (ratio: number) => {
    const at = (Math.min(high, Math.max(low, Math.log10(ratio))) - low) / (high - low);
    return HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM);
  };
  const curves = CURVES.map(({ label, colour, of }, line) => {
    const points = rows.map((row) => `${x(row.runs).toFixed(1)},${y(of(row) / of(small)).toFixed(1)}`);
    const labelAt = TOP + 20 + 22 * line;
    return [
      `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map((point) => {
        const [cx, cy] = point.split(',');
        return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`;
      }),
      `<path d="M${WIDTH - RIGHT + 20} ${labelAt}h18" stroke="${colour}" stroke-width="3"/><text x="${WIDTH - RIGHT + 46}" y="${labelAt + 4}">${label}</text>`,
    ].join('\n');
  });
  const ticksX = rows.map(
    ({ photos, runs: count }) =>
      `<path d="M${x(count)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/><text x="${x(count)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${photos.toLocaleString('en')} x ${count.toLocaleString('en')}</text>`,
  );
  const ticksY = [1, 1.5, 10, 100].map(
    (ratio) =>
      `<path d="M${LEFT} ${y(ratio)}H${WIDTH - RIGHT}" stroke="${ratio === 1.5 ? '#bbb' : '#ddd'}"${ratio === 1.5 ? ' stroke-dasharray="4 4"' : ''}/><text x="${LEFT - 8}" y="${y(ratio) + 4}" text-anchor="end">${ratio}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    '<title>What projects of 10 to 100,000 runs need, in multiples of the smallest</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...ticksX,
    ...ticksY,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 14}" text-anchor="middle">photos x runs</text>`,
    `<text x="16" y="${HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 ${HEIGHT / 2})">times the smallest</text>`,
    ...curves,
    '</svg>',
    '',
  ].join('\n');
}
