import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ProviderCheck } from '../../contract/provider.ts';
import { Details } from '../controls/Details.tsx';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useRecipe } from '../state/recipe.ts';
import { deviceChoices, deviceSentence, rawSentences } from './device-choices.ts';
import { labelWidth } from './label-width.ts';
import { windowAdapters, withWindowAdapters } from './window-adapters.ts';

/** Which device computes. The providers of this machine are tried when the list is first opened. */
export function DeviceSelect() {
  const provider = useRecipe((state) => state.provider);
  const [checks, setChecks] = useState<ProviderCheck[] | null>(null);
  const check = async () => {
    if (checks !== null) return;
    await attempt(async () => {
      const found = await call('checkProviders', {});
      setChecks(found);
      // A browser may be on another computer than the engine; the window is not.
      setChecks(withWindowAdapters(found, await windowAdapters(window.desktop && navigator.gpu)));
    });
  };
  return (
    <>
      <Select
        aria-label={text('inspector.runOn')}
        data={deviceChoices(provider, checks)}
        renderOption={({ option }) => (
          <div>
            <div>{option.label}</div>
            <div className={sections.optionNote}>{deviceSentence(option.value, checks)}</div>
          </div>
        )}
        value={provider}
        onChange={(value) => value && useRecipe.setState({ provider: value })}
        onDropdownOpen={() => void check()}
        leftSection={<span className={sections.cardFacts}>{text('inspector.runOn')}</span>}
        leftSectionWidth={labelWidth(text('inspector.runOn'), 58)}
        leftSectionPointerEvents="none"
      />
      <Details texts={rawSentences(checks)} />
    </>
  );
}
