import type { CDPSession } from 'playwright-core';

/** The longest task of the main thread of a page, in milliseconds. */
export interface LongestTask {
  /** By the clock: with what others on the machine took meanwhile, and with what it waited for. */
  clockMs: number;
  /** Of processor time. */
  processorMs: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const TASK = 'ThreadControllerImpl::RunTask';

/** Follows the tasks of a page from now on. Returns what ends that and answers with the longest. */
export async function followTasks(devTools: CDPSession): Promise<() => Promise<LongestTask>> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  devTools.on('Tracing.dataCollected', collect);
  await devTools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'], excludedCategories: ['*'] },
  });
  return async () => {
    const complete = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
    await devTools.send('Tracing.end');
    await complete;
    devTools.off('Tracing.dataCollected', collect);
    return longestOf(events);
  };
}

function longestOf(events: readonly TraceEvent[]): LongestTask {
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    events.flatMap((event) =>
      event.name === 'thread_name' && event.args?.name === 'CrRendererMain' ? key(event) : [],
    ),
  );
  const tasks = events.filter((event) => event.name === TASK && event.ph === 'X' && mains.has(key(event)));
  const longest = (of: (task: TraceEvent) => number) =>
    tasks.reduce((most, task) => Math.max(most, of(task)), 0) / 1000;
  return { clockMs: longest(({ dur = 0 }) => dur), processorMs: longest(({ tdur = 0 }) => tdur) };
}
