import { bytesText } from '../../contract/bytes-text.ts';
import type { Progress } from '../../contract/calls/snapshot.ts';
import type { Run } from '../../contract/run.ts';
import { kindText } from '../view/pack-text.ts';
import { durationText, timeLeftText, workSeconds } from '../view/time-text.ts';
import { providerName } from '../view/words/provider-text.ts';
import { stageText } from '../view/words/stage-text.ts';

const STATE_TEXT: Readonly<Record<Run['state'], string>> = {
  queued: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** A run in one line: its unit, or what became of it, then time, device and seed. */
export function runSummary(run: Run): string {
  const seconds = workSeconds(run);
  const parts: string[] = [run.state === 'done' && run.result ? run.result.unit : STATE_TEXT[run.state]];
  if (seconds !== null) parts.push(durationText(seconds));
  if (run.provider) parts.push(run.provider.toUpperCase());
  if (typeof run.options.seed === 'number') parts.push(`seed ${run.options.seed}`);
  return parts.join(' · ');
}

export function progressText(progress: Pick<Progress, 'stage' | 'secondsLeft'> | undefined): string {
  return progress ? `${stageText(progress.stage)} · ${timeLeftText(progress.secondsLeft)}` : 'Starting';
}

/** All that is known about a run, as names and values; two stages may share a name. */
export function runFacts(run: Run): [string, string][] {
  const facts: [string, string][] = resultFacts(run.result);
  for (const [name, value] of Object.entries(run.options)) facts.push([name, String(value)]);
  for (const { name, milliseconds } of run.stages) facts.push([name, durationText(milliseconds / 1000)]);
  if (run.provider) facts.push(['Run on', providerName(run.provider)]);
  if (run.providerReason) facts.push(['Why this one', run.providerReason]);
  if (run.peakMemoryBytes !== null) facts.push(['Peak memory', bytesText(run.peakMemoryBytes)]);
  if (typeof run.deviceMemoryBytes === 'number')
    facts.push(['Graphics memory', bytesText(run.deviceMemoryBytes)]);
  facts.push(['Queued', new Date(run.queuedAt).toLocaleString()]);
  facts.push(['Licence', run.licence]);
  facts.push(['Pack', `${run.packId} (${run.packHash.slice(0, 12)})`]);
  return facts;
}

function resultFacts(result: Run['result']): [string, string][] {
  if (!result) return [];
  const { kind, minimum, maximum, unit, model, invalidPixels } = result;
  const digits = kind === 'metric' ? 2 : 3;
  const facts: [string, string][] = [
    ['Kind', kindText(kind)],
    ['Values', `${minimum.toFixed(digits)} to ${maximum.toFixed(digits)} ${unit}`],
    ['Model size', `${model.width} × ${model.height}`],
  ];
  if (invalidPixels > 0) facts.push(['Without value', `${invalidPixels} pixels`]);
  return facts;
}

/** What is pressed to see so many more of the runs that are not drawn. */
export function olderRunsText(next: number, hidden: number): string {
  const more = hidden > next ? ` (${(hidden - next).toLocaleString('en')} more before them)` : '';
  return `Show ${next} older ${next === 1 ? 'run' : 'runs'}${more}`;
}
