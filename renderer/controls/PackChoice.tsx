import { Checkbox } from '@mantine/core';
import type { PackListing } from '../../contract/pack.ts';
import { text } from '../language/text.ts';
import { shortTitle } from '../view/pack-text.ts';
import styles from './pack-choice.module.css';

interface Props {
  packs: readonly PackListing[];
  chosen: readonly string[];
  onChange(packIds: string[]): void;
}

/** Which of several models. */
export function PackChoice({ packs, chosen, onChange }: Props) {
  return (
    <Checkbox.Group label={text('controls.models')} value={[...chosen]} onChange={onChange}>
      <div className={styles.packs}>
        {packs.map(({ id, title }) => (
          <Checkbox key={id} size="xs" value={id} label={shortTitle(title)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
