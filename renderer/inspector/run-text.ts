import type { Progress } from '../../contract/calls/snapshot.ts';
import { type Run, workSeconds } from '../../contract/run.ts';
import { dateLocale } from '../language/date-locale.ts';
import { bytesShown } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { endText } from '../view/depth-text.ts';
import { optionText, valueText } from '../view/form-fields.ts';
import { kindText, licenceText, shortTitle } from '../view/pack-text.ts';
import { durationText, timeLeftText } from '../view/time-text.ts';
import { providerName } from '../view/words/provider-text.ts';
import { stageText } from '../view/words/stage-text.ts';

const STATE_TEXT: Readonly<Record<Run['state'], string>> = {
  queued: text('inspector.stateQueued'),
  running: text('inspector.stateRunning'),
  done: text('inspector.stateDone'),
  failed: text('inspector.stateFailed'),
  cancelled: text('inspector.stateCancelled'),
};

const UNIT_TEXT: Readonly<Record<NonNullable<Run['result']>['unit'], string>> = {
  metres: text('inspector.unitMetres'),
  relative: text('inspector.unitRelative'),
};

/** A run in one line: its unit, or what became of it, then time, device and seed. */
export function runSummary(run: Run): string {
  const seconds = workSeconds(run);
  const parts: string[] = [
    run.state === 'done' && run.result ? UNIT_TEXT[run.result.unit] : STATE_TEXT[run.state],
  ];
  if (seconds !== null) parts.push(durationText(seconds));
  if (run.provider) parts.push(run.provider.toUpperCase());
  if (typeof run.options.seed === 'number') parts.push(text('inspector.seedSet', { seed: run.options.seed }));
  if (run.priorTitle) parts.push(text('inspector.refinedMap', { title: shortTitle(run.priorTitle) }));
  return parts.join(' · ');
}

export function progressText(progress: Pick<Progress, 'stage' | 'secondsLeft'> | undefined): string {
  return progress
    ? `${stageText(progress.stage)} · ${timeLeftText(progress.secondsLeft)}`
    : text('inspector.starting');
}

/** All that is known about a run, as names and values; two stages may share a name. */
export function runFacts(run: Run): [string, string][] {
  const facts: [string, string][] = resultFacts(run.result);
  for (const [name, value] of Object.entries(run.options))
    facts.push([
      optionText(name),
      name === 'prior' && run.priorTitle ? shortTitle(run.priorTitle) : valueText(value),
    ]);
  for (const { name, milliseconds } of run.stages)
    facts.push([stageText(name), durationText(milliseconds / 1000)]);
  if (run.provider) facts.push([text('inspector.runOn'), providerName(run.provider)]);
  if (run.providerReason) facts.push([text('inspector.whyThisDevice'), sentence(run.providerReason)]);
  if (run.peakMemoryBytes !== null)
    facts.push([text('inspector.peakMemory'), bytesShown(run.peakMemoryBytes)]);
  if (typeof run.deviceMemoryBytes === 'number')
    facts.push([text('inspector.graphicsMemory'), bytesShown(run.deviceMemoryBytes)]);
  facts.push([text('inspector.queuedAt'), new Date(run.queuedAt).toLocaleString(dateLocale())]);
  facts.push([text('inspector.licence'), licenceText(run.licence)]);
  facts.push([
    text('inspector.pack'),
    run.packHash === '' ? run.packId : `${run.packId} (${run.packHash.slice(0, 12)})`,
  ]);
  return facts;
}

function resultFacts(result: Run['result']): [string, string][] {
  if (!result) return [];
  const { kind, minimum, maximum, unit, model, invalidPixels } = result;
  const facts: [string, string][] = [
    [text('inspector.kind'), kindText(kind)],
    [
      text('inspector.values'),
      text('inspector.valuesFromTo', {
        minimum: endText(minimum, kind),
        maximum: endText(maximum, kind),
        unit: UNIT_TEXT[unit],
      }),
    ],
    [text('inspector.modelSize'), `${model.width} × ${model.height}`],
  ];
  if (invalidPixels > 0)
    facts.push([text('inspector.withoutValue'), text('inspector.pixels', { count: invalidPixels })]);
  return facts;
}

/** What is pressed to see so many more of the runs that are not drawn. */
export function olderRunsText(next: number, hidden: number): string {
  if (hidden > next) return text('inspector.showOlderOfMore', { next, more: hidden - next });
  return text('inspector.showOlder', { next });
}
