import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '../../contract/calls/api.ts';
import type { Photo } from '../../contract/photo.ts';
import { NumberField } from '../controls/NumberField.tsx';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { LENS_FIELDS, LENS_UNITS, type LensUnit, lensInput, lensOf, shownLens } from './lens.ts';

/** Sets the lens of a photo, in degrees or millimetres. */
export function LensForm({ photo }: { photo: Photo }) {
  const lens = lensOf(photo);
  const [unit, setUnit] = useState<LensUnit>('degrees');
  const shown = shownLens(lens, unit);
  const [value, setValue] = useState(shown);
  const input = lensInput(value, unit);
  const { label, help, suffix, problem } = LENS_FIELDS[unit];
  const send = (lens: CallInput<'setIntrinsics'>['lens']) =>
    void attempt(() => call('setIntrinsics', { photoId: photo.id, lens }));
  return (
    <form
      className={sections.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (input) send(input);
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label={text('inspector.lensUnit')}
        data={[...LENS_UNITS]}
        value={unit}
        onChange={(next) => {
          setUnit(next as LensUnit);
          setValue(shownLens(lens, next as LensUnit));
        }}
      />
      <NumberField
        label={label}
        description={help}
        inputWrapperOrder={['label', 'input', 'description']}
        suffix={suffix}
        refuses={(typed) => (lensInput(typed, unit) ? null : problem)}
        decimalScale={1}
        isLive
        value={value}
        onNumber={setValue}
      />
      <Group gap="xs">
        <Button type="submit" disabled={!input || value === shown}>
          {text('inspector.setLens')}
        </Button>
        {photo.intrinsics.source === 'given' && (
          <Button variant="default" onClick={() => send(null)}>
            {text('inspector.lensOfFile')}
          </Button>
        )}
      </Group>
    </form>
  );
}
