import type { ProviderCheck } from '../../contract/provider.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { plainProviderText, providerName } from '../view/words/provider-text.ts';

export interface DeviceChoice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** Devices that can be chosen. Before the providers were tried, that is what always works and what is chosen. */
export function deviceChoices(provider: string, checks: readonly ProviderCheck[] | null): DeviceChoice[] {
  const isAlwaysThere = provider === 'auto' || provider === 'cpu';
  const known: readonly Pick<ProviderCheck, 'name' | 'isUsable' | 'adapters'>[] =
    checks ?? (isAlwaysThere ? [] : [{ name: provider, isUsable: true }]);
  return [
    { value: 'auto', label: text('inspector.firstThatWorks') },
    { value: 'cpu', label: text('inspector.cpu') },
    ...known.flatMap(({ name, isUsable, adapters = [] }) =>
      name === 'cpu'
        ? []
        : [
            { value: name, label: labelOf(name, adapters), disabled: !isUsable },
            ...adapters
              .filter(({ provider: chosen }) => chosen !== name)
              .map((adapter) => ({ value: adapter.provider, label: adapter.name })),
          ],
    ),
  ];
}

/** With the adapter that it takes by itself, where that is known. */
function labelOf(name: string, adapters: NonNullable<ProviderCheck['adapters']>): string {
  const own = adapters.find(({ provider }) => provider === name);
  return own ? `${providerName(name)}: ${own.name}` : providerName(name);
}

/** What the test of a device found; `checks` is null while it is not over. */
export function deviceSentence(name: string, checks: readonly ProviderCheck[] | null): string {
  if (name === 'auto') return checks === null ? text('inspector.tryingDevices') : text('inspector.fallsBack');
  const found = checks?.find((check) => check.name === name)?.sentence;
  return found === undefined ? '' : sentence(plainProviderText(found).sentence);
}

/** What onnxruntime said of those that cannot be used, and how they could be. */
export function rawSentences(checks: readonly ProviderCheck[] | null): string[] {
  return (checks ?? []).flatMap(({ isUsable, sentence: found, advice }) =>
    isUsable
      ? []
      : [plainProviderText(found).raw, advice && sentence(advice)].filter((text) => typeof text === 'string'),
  );
}
