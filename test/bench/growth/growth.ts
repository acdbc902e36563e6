import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../../../cli/app/build-if-stale.ts';
import { openProject } from '../../../core/project/project.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { growthPlot } from './growth-plot.ts';
import { GROWTH_HEADING, growthReport, type Measured } from './growth-report.ts';
import { makeProject } from './make-project.ts';
import { measureProject, openUnknown } from './measure-project.ts';

const SIZES = [
  { photos: 10, runs: 10 },
  { photos: 100, runs: 1_000 },
  { photos: 1_000, runs: 10_000 },
  { photos: 10_000, runs: 100_000 },
];
/** The smallest project is measured before and after the others: what else the machine does is in the difference. */
const ROUNDS = [...SIZES, SIZES[0]];

/** Of another number the projects are made anew: it changes with what makeProject writes. Those of an earlier schema are brought up to date. */
const MADE_AS = 1;

/** The largest takes minutes to make: it is kept for the next time. */
function isMade(place: string): Promise<boolean> {
  return stat(`${place}.made`).then(
    () => true,
    () => false,
  );
}

/** What a step of the schema takes is not what an opening takes. */
async function bringUpToDate(place: string): Promise<void> {
  const project = await openProject(place, { create: false });
  await project.lock.release(false);
  project.close();
  await rm(join(place, 'backups'), { recursive: true, force: true });
}

/** `npm run bench -- growth`: projects of 10 to 100,000 runs, each opened by an engine and a page of its own, in one go. */
export async function benchGrowth(root: string): Promise<void> {
  await buildIfStale(root);
  const projects = join(root, 'node_modules/.cache', `growth-${MADE_AS}`);
  await mkdir(projects, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'depthroom-growth-'));
  const browser = await launchChromium();
  try {
    const rows: Measured[] = [];
    for (const size of ROUNDS) {
      const name = `${size.photos}x${size.runs}`;
      const place = join(projects, name);
      const dataFolder = join(folder, `data of ${name}`);
      await mkdir(dataFolder, { recursive: true });
      if (!(await isMade(place))) {
        console.warn(`making ${name} ...`);
        await rm(place, { recursive: true, force: true });
        await makeProject(place, size.photos, size.runs);
        await writeFile(join(projects, `${name}.made`), '');
      } else await bringUpToDate(place);
      console.warn(`measuring ${name} ...`);
      const places = { dataFolder, folder: place, pageFolder: join(root, 'dist/renderer') };
      // First as after a crash, when it is read through; then as it was left.
      const unknown = await openUnknown(places);
      rows.push({ unknown, row: await measureProject(browser, places, size) });
    }
    const document = join(root, 'docs/benchmarks.md');
    const before = (await readFile(document, 'utf8')).split(GROWTH_HEADING)[0].trimEnd();
    const text = growthReport(rows);
    console.log(text);
    await writeFile(document, `${before}\n\n${text}`);
    await writeFile(
      join(root, 'docs/growth.svg'),
      growthPlot(rows.slice(0, SIZES.length).map(({ row }) => row)),
    );
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
