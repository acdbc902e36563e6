import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../../../cli/app/build-if-stale.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { growthPlot } from './growth-plot.ts';
import { GROWTH_HEADING, growthReport } from './growth-report.ts';
import { makeProject } from './make-project.ts';
import { type GrowthRow, measureProject } from './measure-project.ts';

const SIZES = [
  { photos: 10, runs: 10 },
  { photos: 100, runs: 1_000 },
  { photos: 1_000, runs: 10_000 },
  { photos: 10_000, runs: 100_000 },
];
/** The smallest project is measured before and after the others: what else the machine does is in the difference. */
const ROUNDS = [...SIZES, SIZES[0]];

/** `npm run bench -- growth`: projects of 10 to 100,000 runs, each opened by an engine and a page of its own, in one go. */
export async function benchGrowth(root: string): Promise<void> {
  await buildIfStale(root);
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-growth-'));
  const browser = await launchChromium();
  try {
    const rows: GrowthRow[] = [];
    for (const size of ROUNDS) {
      const name = `${size.photos}x${size.runs}`;
      const place = join(folder, name);
      const dataFolder = join(folder, `data of ${name}`);
      await mkdir(dataFolder, { recursive: true });
      if (!rows.some(({ runs }) => runs === size.runs)) {
        console.warn(`making ${name} ...`);
        await makeProject(place, size.photos, size.runs);
      }
      console.warn(`measuring ${name} ...`);
      const places = { dataFolder, folder: place, pageFolder: join(root, 'dist/renderer') };
      // Once as after a crash, when it is read through; then as it was left.
      const first = await measureProject(browser, places, size);
      rows.push({ ...(await measureProject(browser, places, size)), openUnknownMs: first.openMs });
    }
    const document = join(root, 'docs/benchmarks.md');
    const before = (await readFile(document, 'utf8')).split(GROWTH_HEADING)[0].trimEnd();
    const text = growthReport(rows);
    console.log(text);
    await writeFile(document, `${before}\n\n${text}`);
    await writeFile(join(root, 'docs/growth.svg'), growthPlot(rows.slice(0, SIZES.length)));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
