import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';

/** What each execution provider is called, by the name that onnxruntime has for it. */
const NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  cuda: text('view.cudaGpu'),
  tensorrt: text('view.tensorRtGpu'),
  dml: text('view.directMlGpu'),
  coreml: text('view.appleChip'),
  webgpu: text('view.webGpu'),
};

/** What is missing where one cannot be opened at all. */
const MISSING: Readonly<Record<string, string>> = {
  cuda: text('view.noCuda'),
  tensorrt: text('view.noTensorRt'),
  dml: text('view.noDirectMl'),
  coreml: text('view.noCoreMl'),
  webgpu: text('view.noWebGpu'),
};

/** Its name; behind it the adapter, where one was chosen ("cuda:1"). */
export function providerName(name: string): string {
  const [provider, adapter] = name.split(':');
  const known = NAMES[provider];
  if (known === undefined) return name;
  return adapter === undefined ? known : `${known}, ${adapter}`;
}

/** A sentence for everybody, and what onnxruntime said for who can read it; null where that says no more. */
export interface PlainText {
  sentence: string;
  raw: string | null;
}

const UNUSABLE = /^"([a-z0-9]+)" could not be used: (.+)$/s;
const REFUSED = /^"([a-z0-9]+)" was refused: (.+)$/s;
const ENDED = /^"([a-z0-9]+)" ended the process/;
const NOT_THERE = /^"([a-z0-9]+)" is not there: /;
const AGREES = /^"([a-z0-9]+)" agrees with the CPU/;
/** What follows in the notes of a run. */
const INSTEAD = / The CPU did the work\.$/;

/** What the self-test of a provider found, or what a run notes of it, in plain words; any other sentence stays what it is. */
export function plainProviderText(noted: string): PlainText {
  const raw = noted.replace(INSTEAD, '');
  const plain = plainOf(raw);
  if (plain === null) return { sentence: sentence(noted), raw: null };
  return { sentence: raw === noted ? plain : `${plain} ${text('view.cpuDidTheWork')}`, raw };
}

function plainOf(raw: string): string | null {
  const [, unusable] = UNUSABLE.exec(raw) ?? [];
  if (unusable)
    return MISSING[unusable] ?? text('view.providerUnusable', { provider: providerName(unusable) });
  const [, absent] = NOT_THERE.exec(raw) ?? [];
  if (absent) return text('view.providerNotThere', { provider: providerName(absent) });
  const [, refused] = REFUSED.exec(raw) ?? [];
  if (refused) return text('view.providerRefused', { provider: providerName(refused) });
  const [, ended] = ENDED.exec(raw) ?? [];
  if (ended) return text('view.providerEnded', { provider: providerName(ended) });
  return AGREES.test(raw) ? text('view.providerAgrees') : null;
}
