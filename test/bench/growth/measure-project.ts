import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openPage } from '../../browser/chromium.ts';
import { followTasks, type LongestTask } from './longest-task.ts';
import { idOf } from './make-project.ts';

/** What one project was measured to need. Times are milliseconds. */
export interface GrowthRow {
  photos: number;
  runs: number;
  /** With the database as it was left. */
  openMs: number;
  usableMs: number;
  enginePeakBytes: number;
  heapBytes: number;
  clickMs: number;
  /** While the page starts, and while photos are clicked. */
  startTask: LongestTask;
  clickTask: LongestTask;
  changeProcessorMs: number;
  changeBytes: number;
  /** The row of a finished run. */
  runBytes: number;
  changeSeenMs: number;
  idleEngineMs: number;
  idlePageMs: number;
}

/** How long nothing happens when it is measured what that costs. */
const IDLE_MS = 10_000;
/** So many changes, and so many clicks, are looked at. */
const CHANGES = 20;
const CLICKS = 11;

/** What it takes to open a project that another program may have written, and until it is read through. */
export interface UnknownOpening {
  openMs: number;
  checkedMs: number;
}

/** Opens a project that nothing is known of, until it is read through. */
export async function openUnknown(places: Places): Promise<UnknownOpening> {
  const engine = await startEngine(places);
  try {
    const { checkedMs } = await engine.whenChecked();
    return { openMs: engine.openMs, checkedMs };
  } finally {
    await engine.end();
  }
}

interface Places {
  dataFolder: string;
  folder: string;
  pageFolder: string;
}

/** Opens a project in an engine and a page of their own, and measures both. */
export async function measureProject(
  browser: Browser,
  places: Places,
  size: { photos: number; runs: number },
): Promise<GrowthRow> {
  const engine = await startEngine(places);
  const { page } = await openPage(browser);
  const devTools = await page.context().newCDPSession(page);
  try {
    const endStart = await followTasks(devTools);
    const usableMs = await whenUsable(page, engine);
    await sleep(4_000);
    const startTask = await endStart();
    const endClicks = await followTasks(devTools);
    const clickMs = await medianClick(page);
    const clickTask = await endClicks();
    const idle = await whileIdle(page, devTools, engine);
    const changes = await measureChanges(page, devTools, engine);
    const heapBytes = await heapOf(page, devTools);
    const { peakBytes } = await engine.facts();
    const { openMs } = engine;
    return {
      ...size,
      openMs,
      usableMs,
      enginePeakBytes: peakBytes,
      heapBytes,
      clickMs,
      startTask,
      clickTask,
      ...changes,
      ...idle,
    };
  } finally {
    await page.context().close();
    await engine.end();
  }
}

/* What follows runs in the page, which these files know no types of. */

/** From the press until the frame after the photo is named on the stage. */
const clickOn = (place: number) => `(async () => {
  const element = document.querySelectorAll('[role=option]')[${place}];
  const startedAt = performance.now();
  element.click();
  const isShown = () => document.querySelector('[data-testid=stage]').getAttribute('aria-label').includes(element.title);
  while (!isShown()) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - startedAt;
})()`;

interface RunningEngine {
  openMs: number;
  origin: string;
  secret: string;
  address(): Promise<string>;
  facts(): Promise<{ processorMs: number; peakBytes: number }>;
  rename(id: string, name: string): Promise<void>;
  whenChecked(): Promise<{ checkedMs: number }>;
  end(): Promise<void>;
}

async function startEngine(places: Places): Promise<RunningEngine> {
  const words = [
    join(import.meta.dirname, 'serve-project.ts'),
    places.dataFolder,
    places.folder,
    places.pageFolder,
  ];
  const child: ChildProcess = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdout || !child.stdin) throw new Error('The engine has no pipes.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The engine ended.');
    return JSON.parse(value);
  };
  const ask = (line: string) => {
    child.stdin?.write(`${line}\n`);
    return next();
  };
  const { openMs, origin, secret } = await next();
  return {
    openMs,
    origin,
    secret,
    address: async () => (await ask('address')).address,
    facts: () => ask('facts'),
    rename: (id, name) => ask(`rename ${id} ${name}`),
    whenChecked: () => ask('checked'),
    async end() {
      child.stdin?.end('end\n');
      await once(child, 'exit');
    },
  };
}

/** Until a person sees the photo on the stage, the list, and can press the button that runs a model. */
async function whenUsable(page: Page, engine: RunningEngine): Promise<number> {
  const address = await engine.address();
  const startedAt = performance.now();
  await page.goto(address);
  await page.locator('[role=option] img').first().waitFor();
  await page.locator('canvas[aria-busy=false]').waitFor();
  await page.getByRole('button', { name: /^Run/ }).first().waitFor();
  return performance.now() - startedAt;
}

async function medianClick(page: Page): Promise<number> {
  const times: number[] = [];
  for (let k = 1; k <= CLICKS; k++) {
    times.push(await page.evaluate<number>(clickOn(k % 8)));
    await sleep(400);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function whileIdle(
  page: Page,
  devTools: CDPSession,
  engine: RunningEngine,
): Promise<{ idleEngineMs: number; idlePageMs: number }> {
  await page.mouse.move(5, 5);
  await sleep(2_000);
  const before = { engine: await engine.facts(), page: await taskMs(devTools) };
  await sleep(IDLE_MS);
  const after = { engine: await engine.facts(), page: await taskMs(devTools) };
  return {
    idleEngineMs: after.engine.processorMs - before.engine.processorMs,
    idlePageMs: after.page - before.page,
  };
}

/** Processor time of the page's main thread so far. */
async function taskMs(devTools: CDPSession): Promise<number> {
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' }).catch(() => undefined);
  const { metrics } = await devTools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** What a photo that gets another name costs engine and page together, in the mean, what is sent for it, and when it is seen. */
async function measureChanges(
  page: Page,
  devTools: CDPSession,
  engine: RunningEngine,
): Promise<Pick<GrowthRow, 'changeProcessorMs' | 'changeBytes' | 'runBytes' | 'changeSeenMs'>> {
  const stop = new AbortController();
  let bytes = 0;
  const response = await fetch(`${engine.origin}/events`, {
    headers: { authorization: `Bearer ${engine.secret}` },
    signal: stop.signal,
  });
  void (async () => {
    for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  })().catch(() => undefined);
  await sleep(1_000);
  const rows = await fetch(`${engine.origin}/call/photoRows`, {
    method: 'POST',
    headers: { authorization: `Bearer ${engine.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ photoId: idOf('photo', 0) }),
  });
  const { runs } = (await rows.json()) as { runs: object[] };
  const sentBefore = bytes;
  const before = { engine: await engine.facts(), page: await taskMs(devTools) };
  const seen: number[] = [];
  for (let k = 0; k < CHANGES; k++) {
    const name = `renamed-${k}.jpg`;
    const startedAt = performance.now();
    await engine.rename(idOf('photo', 0), name);
    await page.locator(`[role=option][title="${name}"]`).waitFor();
    seen.push(performance.now() - startedAt);
    await sleep(100);
  }
  const after = { engine: await engine.facts(), page: await taskMs(devTools) };
  stop.abort();
  const spent = after.engine.processorMs - before.engine.processorMs + after.page - before.page;
  return {
    changeProcessorMs: spent / CHANGES,
    changeBytes: (bytes - sentBefore) / CHANGES,
    runBytes: JSON.stringify(runs[0]).length,
    changeSeenMs: seen.sort((a, b) => a - b)[CHANGES / 2],
  };
}

async function heapOf(page: Page, devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.enable');
  await devTools.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(200);
  const { metrics } = await devTools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}
