import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PHOTO_SORTS } from '../../contract/calls/page-calls.ts';
import { QUEUE_PARTS } from '../../contract/calls/queue-calls.ts';
import { createBackground } from '../../core/disk/background.ts';
import { backUpProject } from '../../core/project/care/backup-project.ts';
import { checkProject } from '../../core/project/care/check-project.ts';
import { openDatabase } from '../../core/project/database.ts';
import { TRIGGERS } from '../../core/project/migrations/005-changes.ts';
import { QUEUE_TRIGGERS } from '../../core/project/migrations/007-queue.ts';
import { isAnythingOpen } from '../../core/project/queue/order.ts';
import { inProjectAlone } from '../../core/project/take-up.ts';
import { emptyExpired } from '../../core/project/trash/empty-trash.ts';
import { openTestEngine, SAMPLE, type TestEngine, temporaryFolder } from '../open-engine.ts';

/*
 * Every statement of the core is issued once and asked how SQLite would find its rows: none goes through a table that grows with the project.
 * Who reads a whole table in parts is seen by test/walls/whole-reads.test.ts.
 */

/** What grows. What leaves is gone with the trash, leases and engines hold what is open now. */
const GROWING = [
  'photos',
  'runs',
  'exports',
  'truths',
  'comparisons',
  'changes',
  'mentions',
  'photo_facts',
  'files',
  'trash',
];

/** Statements that go through all of it, and why that may be. */
const WHOLE: readonly [RegExp, string][] = [
  [/^SELECT id FROM exports$/, 'a person has the project checked'],
  [/^SELECT address FROM files UNION SELECT address FROM leaving$/, 'a person has the project checked'],
  [/^SELECT content FROM trash$/, 'a person has the project checked'],
  [/^SELECT \* FROM trash$/, 'a person looks at the trash'],
  [/^SELECT id FROM trash$/, 'a person empties the trash'],
  [/^SELECT .* FROM trash WHERE instr/, 'what a removed row needs is looked for where the project lacks it'],
  [/^VACUUM INTO/, 'a backup is a copy'],
  [/^SELECT count\(\*\) FROM .*photos.* WHERE .*LIKE/, 'a name is looked for in all names'],
];

test('every statement finds its rows by an index', { timeout: 180_000 }, async () => {
  const issued = watchStatements();
  const dataFolder = await temporaryFolder();
  const engine = await openTestEngine({ dataFolder, heartbeatMs: 100 });
  await useEverything(engine);
  await engine.close();
  const folder = join(dataFolder, 'Default project');
  await lookForUnknownFiles(dataFolder, folder);
  await inProjectAlone(folder, { create: false }, createBackground(), async (project) => {
    expect(isAnythingOpen(project.database)).toBe(false);
    await checkProject(project, () => {});
    await emptyExpired(project);
    await backUpProject(project, join(await temporaryFolder(), 'backup'), {
      report: () => {},
      signal: new AbortController().signal,
    });
  });
  vi.restoreAllMocks();

  const texts = [...issued];
  const unseen = statementsOfCore().filter(({ pattern }) => !texts.some((text) => pattern.test(text)));
  expect(unseen.map(({ where }) => where)).toEqual([]);

  const database = openDatabase(join(folder, 'project.db'));
  onTestFinished(() => void database.close());
  const slow = [...texts, ...statementsOfTriggers()].filter((text) => goesThroughAll(database, text));
  expect(slow).toEqual([]);
});

/** Opens the project with a file that no row speaks of. */
async function lookForUnknownFiles(dataFolder: string, folder: string): Promise<void> {
  const address = createHash('sha256').update('unknown').digest('hex');
  writeFileSync(join(folder, 'files', address), 'unknown');
  const engine = await openTestEngine({ dataFolder });
  await expect.poll(async () => (await engine.call('listTrash', {})).length).toBeGreaterThan(0);
  await engine.close();
}

/** The texts of all statements from now on. */
function watchStatements(): Set<string> {
  const issued = new Set<string>();
  const prepare = Database.prototype.prepare;
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, text) {
    issued.add(plain(text));
    return prepare.call(this, text) as never;
  });
  return issued;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

function goesThroughAll(database: Database.Database, text: string): boolean {
  if (WHOLE.some(([pattern]) => pattern.test(text))) return false;
  const names = [...text.matchAll(/[@:](\w+)/g)].map(([, name]) => [name, 1]);
  const values = names.length > 0 ? [Object.fromEntries(names)] : Array(text.split('?').length - 1).fill(1);
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
  const details = plan.map(({ detail }) => detail);
  // Along an index, as far as its limit goes.
  const isPart =
    /\bLIMIT\b/.test(text) && !details.some((detail) => detail.includes('TEMP B-TREE FOR ORDER BY'));
  const scans = details.filter((detail) =>
    GROWING.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)),
  );
  return isPart ? false : scans.length > 0;
}

/** What stands in the sources of the core, with anything for its parts that are put in. */
function statementsOfCore(): { pattern: RegExp; where: string }[] {
  const root = join(import.meta.dirname, '../../core');
  const found: { pattern: RegExp; where: string }[] = [];
  for (const name of readdirSync(root, { recursive: true }) as string[]) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const source = readFileSync(join(root, name), 'utf8');
    for (const [, , text] of source.matchAll(/\.prepare(?:<[^(]*>)?\(\s*(['"`])([\s\S]*?)\1/g)) {
      const parts = plain(text.replace(/\\'/g, "'"))
        .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      // A part that has parts of its own ends the text as far as this sees it.
      const isWhole = !text.includes('=>');
      const pattern = new RegExp(`^${parts.join('.*').replace(/\\\$\\\{.*$/s, '')}${isWhole ? '$' : ''}`);
      found.push({ pattern, where: `${name}: ${plain(text)}` });
    }
  }
  return found;
}

/** What the triggers do, with parameters for the rows that they are about. */
function statementsOfTriggers(): string[] {
  return [...TRIGGERS, ...QUEUE_TRIGGERS].flatMap((text) =>
    text
      .replace(/^.*? BEGIN\n/s, '')
      .replace(/END$/, '')
      .split(/;\n/)
      .map((statement) => plain(statement).replace(/\b(NEW|OLD)\.(\w+)/g, ':$1_$2'))
      .filter((statement) => statement !== ''),
  );
}

/** Everything that is done with what waits. */
async function useQueue(engine: TestEngine, photoId: string): Promise<void> {
  await engine.call('pauseQueue', { isPaused: true });
  const packIds = ['fastdepth', 'fastdepth', 'fastdepth'];
  const [one, two, three] = await engine.call('estimate', { photoIds: [photoId], packIds });
  for (const to of ['front', 'up', 'down', 'end', { before: three.id }] as const)
    await engine.call('moveRun', { runId: two.id, to });
  for (const part of QUEUE_PARTS) await engine.call('listQueue', { part, from: 1, count: 10 });
  await engine.call('listFailedRuns', {});
  await engine.call('cancelRun', { runId: one.id });
  await engine.call('cancelQueue', {});
  await engine.call('requeueRuns', { runIds: [one.id] });
  await engine.call('cancelQueue', {});
  await engine.call('pauseQueue', { isPaused: false });
}

/** Asks an engine for everything that has to do with rows. */
async function useEverything(engine: TestEngine): Promise<void> {
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const packIds = ['fastdepth', 'fastdepth'];
  const queued = await engine.call('estimate', { photoIds: [photo.id], packIds });
  const [one, two] = await Promise.all(queued.map(({ id }) => engine.whenEnded(id)));
  const made = await engine.call('exportPointCloud', { runId: one.id, options: {} });
  const comparison = await engine.call('compare', {
    photoId: photo.id,
    runIds: [one.id, two.id],
    reference: { runId: one.id },
  });
  await engine.call('starPhotos', { photoIds: [photo.id], isStarred: null });
  for (const sort of PHOTO_SORTS)
    for (const filter of [
      {},
      { text: 'of' },
      { packId: 'fastdepth' },
      { hasFailed: true },
      { isStarred: true },
      { ids: [photo.id] },
    ]) {
      const asked = { sort, filter, from: 0, count: 10 };
      const { total, items, index } = await engine.call('listPhotos', { ...asked, photoId: photo.id });
      const isFound = !('hasFailed' in filter);
      expect([total, items.length, index]).toEqual(isFound ? [1, 1, 0] : [0, 0, null]);
      expect((await engine.call('listPhotoIds', asked)).ids).toEqual(isFound ? [photo.id] : []);
    }
  await engine.call('photoRows', { photoId: photo.id });
  await engine.call('olderRuns', { photoId: photo.id, beforeRunId: two.id });
  await engine.call('listExports', { from: 0, count: 10 });
  await engine.call('latestRuns', {});
  await engine.call('runRows', { runId: one.id });
  const reader = engine.readEvents();
  await reader.next();
  reader.close();
  await engine.call('snapshot', {});
  await engine.call('diagnostics', { providers: false, files: false });
  await useQueue(engine, photo.id);
  for (const packId of ['fastdepth', undefined]) await engine.local('finishedRuns', { packId });
  await engine.local('findOrQueue', { photoId: photo.id, packId: 'fastdepth', options: {}, provider: 'cpu' });

  await engine.call('removeComparison', { comparisonId: comparison.id });
  await engine.call('removeExport', { exportId: made.id });
  const { trashId } = await engine.call('removeRuns', { runIds: [two.id] });
  await engine.call('removePhotos', { photoIds: [photo.id] });
  await engine.call('listTrash', {});
  // Its photo comes back with it.
  await engine.call('restoreTrash', { trashIds: [trashId] });
  await engine.call('emptyTrash', {});
  // What stays in the trash is looked at once the project is opened again.
  await engine.call('removePhotos', { photoIds: [photo.id] });
  // A heartbeat, and what is done once after a project was opened.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}
