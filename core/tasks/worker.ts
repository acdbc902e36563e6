// First of all: what follows takes a while to be read.
import './ignore-interrupt.ts';
import { toFailure } from '../../contract/errors.ts';
import { createBackground } from '../disk/background.ts';
import { knownFailure } from '../disk/system-failure.ts';
import type { Question, Reply, StopQuestion, TaskName, Tasks } from '../worker/protocol.ts';
import type { Report } from '../worker/report.ts';
import { runBenchmark, runCutPhoto } from './benchmark.ts';
import { runCheckProviders } from './check-providers.ts';
import { runCompare, runMeasureBox } from './compare.ts';
import { runCalibrate, runConsensus } from './derive.ts';
import { runEmbedPrompt } from './embed-prompt.ts';
import { runEstimate } from './estimate.ts';
import { runExport } from './export.ts';
import { runReport } from './report.ts';
import { runReadTruth } from './truth.ts';

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
let current: { question: number; controller: AbortController } | null = null;

function perform(
  task: TaskName,
  input: Question['input'],
  report: Report,
  signal: AbortSignal,
): Promise<Tasks[TaskName]['answer']> {
  switch (task) {
    case 'estimate':
      return runEstimate(input as Tasks['estimate']['input'], report);
    case 'checkProviders':
      return runCheckProviders(input as Tasks['checkProviders']['input'], report);
    case 'embedPrompt':
      return runEmbedPrompt(input as Tasks['embedPrompt']['input']);
    case 'export':
      return runExport(input as Tasks['export']['input'], report, signal);
    case 'compare':
      return runCompare(input as Tasks['compare']['input'], report);
    case 'measureBox':
      return runMeasureBox(input as Tasks['measureBox']['input']);
    case 'consensus':
      return runConsensus(input as Tasks['consensus']['input'], report);
    case 'calibrate':
      return runCalibrate(input as Tasks['calibrate']['input']);
    case 'readTruth':
      return runReadTruth(input as Tasks['readTruth']['input']);
    case 'benchmark':
      return runBenchmark(input as Tasks['benchmark']['input']);
    case 'cutPhoto':
      return runCutPhoto(input as Tasks['cutPhoto']['input']);
    case 'report':
      return runReport(input as Tasks['report']['input'], signal);
  }
}

async function answer({ question, task, input }: Question): Promise<void> {
  const controller = new AbortController();
  current = { question, controller };
  const report: Report = (stage, fraction, testing) =>
    send({ question, progress: { stage, fraction, testing } });
  try {
    send({ question, answer: await perform(task, input, report, controller.signal) });
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
  } else background.run('answer a question', () => answer(message));
}

if (parentPort) parentPort.on('message', ({ data }) => receive(data));
else process.on('message', receive);

// A worker never outlives the process that asks it.
process.on('disconnect', () => process.exit(0));
