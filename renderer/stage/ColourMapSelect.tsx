import { Select } from '@mantine/core';
import type { ColourMapName } from '../../contract/maths/colour-maps.ts';
import { SwapIcon } from '../controls/icons.tsx';
import { useListPlace } from '../controls/OverflowBar.tsx';
import { ToggleIcon } from '../controls/ToggleIcon.tsx';
import { text } from '../language/text.ts';
import { look, useLook } from '../state/look.ts';
import { depthGradient } from '../view/maths/colour-gradient.ts';
import styles from './Stage.module.css';

/** Those that are safe for colour-blind eyes first. */
const NAMES: Record<ColourMapName, string> = {
  viridis: text('stage.viridis'),
  cividis: text('stage.cividis'),
  inferno: text('stage.inferno'),
  grey: text('stage.grey'),
  spectral: text('stage.spectral'),
  turbo: text('stage.turbo'),
};
const IN_ORDER = Object.keys(NAMES) as ColourMapName[];

export function ColourMapSelect() {
  const { colourMap: name, isReversed } = useLook();
  const listPlace = useListPlace();
  return (
    <>
      <Select
        comboboxProps={listPlace}
        w={208}
        aria-label={text('stage.colourMap')}
        data={IN_ORDER.map((value) => ({ value, label: NAMES[value] }))}
        value={name}
        onChange={(value) => value && look({ colourMap: value })}
        leftSection={
          <span className={styles.swatch} style={{ backgroundImage: depthGradient(name, isReversed) }} />
        }
        leftSectionWidth={62}
        leftSectionPointerEvents="none"
        renderOption={({ option }) => (
          <span className={styles.option}>
            <span
              className={styles.swatch}
              style={{ backgroundImage: depthGradient(option.value as ColourMapName, isReversed) }}
            />
            {option.label}
          </span>
        )}
      />
      <ToggleIcon
        label={text('stage.swapColoursByKey')}
        name={text('stage.swapColours')}
        isOn={isReversed}
        onClick={() => look({ isReversed: !isReversed })}
      >
        <SwapIcon />
      </ToggleIcon>
    </>
  );
}
