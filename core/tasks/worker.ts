// First of all: what follows takes a while to be read.
import './ignore-interrupt.ts';
import module from 'node:module';
import { toFailure } from '../../contract/errors.ts';
import { createBackground, within } from '../disk/background.ts';
import { knownFailure } from '../disk/system-failure.ts';
import type { Question, Reply, StopQuestion, TaskName, Tasks } from '../worker/protocol.ts';
import type { Report } from '../worker/report.ts';

/*
 * The worker process: whatever computes for longer than a moment happens here, away from the process that serves people.
 * Started by child_process.fork, or by Electron's utilityProcess, which has `process.parentPort` instead of `process.send`.
 */

interface ParentPort {
  on(event: 'message', listener: (message: { data: Question | StopQuestion }) => void): void;
  postMessage(message: Reply): void;
}
const parentPort = (process as { parentPort?: ParentPort }).parentPort;

const send = (reply: Reply): void => {
  if (parentPort) parentPort.postMessage(reply);
  // Whoever asked may be gone; then this process ends by itself.
  else process.send?.(reply, undefined, undefined, () => {});
};

const background = createBackground();
let current: { question: number; task: TaskName; controller: AbortController } | null = null;
let atWork: Promise<unknown> = Promise.resolve();

/** Each task is read when it is first asked for: a process that reads photos needs nothing of what estimates. */
async function perform(
  task: TaskName,
  input: Question['input'],
  report: Report,
  signal: AbortSignal,
): Promise<Tasks[TaskName]['answer']> {
  switch (task) {
    case 'estimate':
      return (await import('./estimate.ts')).runEstimate(input as Tasks['estimate']['input'], report);
    case 'openPack':
      return (await import('./open-pack.ts')).runOpenPack(input as Tasks['openPack']['input'], report);
    case 'checkProviders': {
      const { runCheckProviders } = await import('./providers/check-providers.ts');
      return runCheckProviders(input as Tasks['checkProviders']['input'], report);
    }
    case 'embedPrompt':
      return (await import('./embed-prompt.ts')).runEmbedPrompt(input as Tasks['embedPrompt']['input']);
    case 'export':
      return (await import('./export.ts')).runExport(input as Tasks['export']['input'], report, signal);
    case 'compare':
      return (await import('./compare.ts')).runCompare(input as Tasks['compare']['input'], report);
    case 'measureBox':
      return (await import('./compare.ts')).runMeasureBox(input as Tasks['measureBox']['input']);
    case 'consensus':
      return (await import('./derive.ts')).runConsensus(input as Tasks['consensus']['input'], report);
    case 'calibrate':
      return (await import('./derive.ts')).runCalibrate(input as Tasks['calibrate']['input']);
    case 'mend':
      return (await import('./mend.ts')).runMend(input as Tasks['mend']['input'], report);
    case 'readTruth':
      return (await import('./truth.ts')).runReadTruth(input as Tasks['readTruth']['input']);
    case 'alignFrame':
      return (await import('./sequence.ts')).runAlignFrame(input as Tasks['alignFrame']['input']);
    case 'flicker':
      return (await import('./sequence.ts')).runFlicker(input as Tasks['flicker']['input']);
    case 'benchmark':
      return (await import('./benchmark.ts')).runBenchmark(input as Tasks['benchmark']['input']);
    case 'cutPhoto':
      return (await import('./benchmark.ts')).runCutPhoto(input as Tasks['cutPhoto']['input']);
    case 'readMap':
      return (await import('./map.ts')).runReadMap(input as Tasks['readMap']['input']);
    case 'report':
      return (await import('./report.ts')).runReport(input as Tasks['report']['input'], signal);
    case 'checkDatabase': {
      const { runCheckDatabase } = await import('./check-database.ts');
      return runCheckDatabase(input as Tasks['checkDatabase']['input'], report);
    }
    case 'readPhoto':
      return (await import('./photo.ts')).runReadPhoto(input as Tasks['readPhoto']['input']);
    case 'inspectPhoto':
      return (await import('./photo.ts')).runInspectPhoto(input as Tasks['inspectPhoto']['input']);
  }
}

async function answer({ question, task, input }: Question): Promise<void> {
  const controller = new AbortController();
  current = { question, task, controller };
  const report: Report = (stage, fraction, testing) =>
    send({ question, progress: { stage, fraction, testing } });
  try {
    const found = await perform(task, input, report, controller.signal);
    // Node would keep what was compiled (`NODE_COMPILE_CACHE`) when this process ends; but mostly it is ended by force.
    module.flushCompileCache?.();
    send({ question, answer: found });
  } catch (thrown) {
    const failure = toFailure(knownFailure(thrown));
    send({ question, failure, ...(failure.code === 'internal' ? { mistake: mistakeOf(thrown) } : {}) });
  }
}

/** As it can be sent: errors of libraries have parts that cannot. */
function mistakeOf(thrown: unknown): { message: string; stack: string } {
  const { message, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { message, stack };
}

function receive(message: Question | StopQuestion): void {
  if ('stop' in message) {
    if (current?.question === message.stop) current.controller.abort();
  } else atWork = background.run('answer a question', () => answer(message));
}

if (parentPort) parentPort.on('message', ({ data }) => receive(data));
else process.on('message', receive);

/** How long what is being written may take to be taken away, once nobody waits for it. */
const TIDY_MS = 1_000;

// A worker never outlives the process that asks it, but by the moment that it takes to leave nothing half written in somebody's folder.
process.on('disconnect', () => {
  if (current?.task !== 'export' && current?.task !== 'report') process.exit(0);
  current.controller.abort();
  background.run('end', () => within(TIDY_MS, atWork).then(() => process.exit(0)));
});
