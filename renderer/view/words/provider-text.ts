/** What each execution provider is called, by the name that onnxruntime has for it. */
const NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  cuda: 'NVIDIA GPU (CUDA)',
  tensorrt: 'NVIDIA GPU (TensorRT)',
  dml: 'GPU (DirectML)',
  coreml: 'Apple chip (Core ML)',
  webgpu: 'GPU (WebGPU)',
};

/** What is missing where one cannot be opened at all. */
const MISSING: Readonly<Record<string, string>> = {
  cuda: 'No NVIDIA graphics card with the libraries of CUDA was found.',
  tensorrt: 'No NVIDIA graphics card with the libraries of TensorRT was found.',
  dml: 'No graphics card that DirectML can use was found.',
  coreml: 'Core ML cannot be used on this computer.',
  webgpu: 'No graphics card that WebGPU can use was found.',
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

/** What the self-test of a provider found, or what a run notes of it, in plain words; any other sentence stays as it is. */
export function plainProviderText(sentence: string): PlainText {
  const instead = INSTEAD.exec(sentence)?.[0] ?? '';
  const raw = sentence.replace(INSTEAD, '');
  const plain = plainOf(raw);
  return plain === null ? { sentence, raw: null } : { sentence: plain + instead, raw };
}

function plainOf(raw: string): string | null {
  const [, unusable] = UNUSABLE.exec(raw) ?? [];
  if (unusable) return MISSING[unusable] ?? `${providerName(unusable)} cannot be used on this computer.`;
  const [, absent] = NOT_THERE.exec(raw) ?? [];
  if (absent) return `${providerName(absent)} needs libraries that are no part of Depthroom.`;
  const [, refused] = REFUSED.exec(raw) ?? [];
  if (refused)
    return `${providerName(refused)} computes other values than the CPU and is not used; a newer graphics driver may help.`;
  const [, ended] = ENDED.exec(raw) ?? [];
  if (ended)
    return `${providerName(ended)} ended its test before it was over and is not used; a newer graphics driver may help.`;
  return AGREES.test(raw) ? 'Works, and gives what the CPU gives.' : null;
}
