import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ProviderCheck } from '../../contract/provider.ts';
import sections from '../controls/sections.module.css';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useRecipe } from '../state/recipe.ts';

/** Which device computes. The providers of this machine are tried when the list is first opened. */
export function DeviceSelect() {
  const provider = useRecipe((state) => state.provider);
  const [checks, setChecks] = useState<ProviderCheck[] | null>(null);
  const look = async () => {
    if (checks === null) setChecks(await attempt(() => call('checkProviders', {})));
  };
  const known = checks ?? (provider === 'auto' || provider === 'cpu' ? [] : [unchecked(provider)]);
  const others = known.filter(({ name }) => name !== 'cpu');
  return (
    <Select
      aria-label="Device"
      data={[
        { value: 'auto', label: 'First that works' },
        { value: 'cpu', label: 'CPU' },
        ...others.map(({ name, isUsable }) => ({
          value: name,
          label: name.toUpperCase(),
          disabled: !isUsable,
        })),
      ]}
      renderOption={({ option }) => (
        <div>
          <div>{option.label}</div>
          <div className={sections.optionNote}>{sentenceOf(option.value, checks)}</div>
        </div>
      )}
      value={provider}
      onChange={(value) => value && useRecipe.setState({ provider: value })}
      onDropdownOpen={() => void look()}
      leftSection={<span className={sections.cardFacts}>Device</span>}
      leftSectionWidth={58}
      leftSectionPointerEvents="none"
    />
  );
}

function unchecked(name: string): ProviderCheck {
  return { name, isUsable: true, sentence: '' };
}

function sentenceOf(name: string, checks: readonly ProviderCheck[] | null): string {
  if (name === 'auto')
    return checks === null ? 'Trying what this machine has' : 'Falls back to the CPU, and says so.';
  return checks?.find((check) => check.name === name)?.sentence ?? '';
}
