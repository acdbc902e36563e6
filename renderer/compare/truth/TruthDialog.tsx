import { Badge, Button, Group, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import {
  PLAIN_CONVENTION,
  TRUTH_PRESET_NAMES,
  TRUTH_PRESETS,
  type Truth,
  type TruthConvention,
  type TruthPreset,
} from '../../../contract/compare/truth.ts';
import { BusyButton } from '../../controls/BusyButton.tsx';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { NumberField } from '../../controls/NumberField.tsx';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { openDialog, useAskedTruth, useDialog } from '../../state/dialogs.ts';
import { attempt, tell } from '../../state/notices.ts';
import panel from '../styles/panel.module.css';
import { showTruth } from './show-truth.ts';
import { rangeText, unitText } from './unit-text.ts';

/** Shows what a depth file was understood as, lets it be corrected, and puts it and the error map on the stage. */
export function TruthDialog() {
  const isOpen = useDialog((state) => state.open === 'truth');
  const truth = useAskedTruth((state) => state.truth);
  return (
    <ModalDialog
      opened={isOpen && truth !== null}
      onClose={() => openDialog(null)}
      title={text('compare.depthMapNamed', { name: truth?.name ?? '' })}
      size="lg"
    >
      {truth && <Form key={truth.id} truth={truth} />}
    </ModalDialog>
  );
}

function Form({ truth }: { truth: Truth }) {
  const [convention, setConvention] = useState<TruthConvention>(truth.convention);
  const [calibration, setCalibration] = useState('');
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<TruthConvention>) => setConvention({ ...convention, ...part });
  const isChanged = JSON.stringify(convention) !== JSON.stringify(truth.convention);
  const confirm = async () => {
    setBusy(true);
    await attempt(async () => {
      const confirmed = await call('confirmTruth', {
        truthId: truth.id,
        ...(isChanged ? { convention } : {}),
        ...(calibration.trim() ? { calibration } : {}),
      });
      openDialog(null);
      showTruth(confirmed);
    });
    setBusy(false);
  };
  const takeAsRun = async () => {
    setBusy(true);
    await attempt(async () => {
      await call('runFromTruth', { truthId: truth.id, convention });
      openDialog(null);
      tell('done', text('compare.truthIsRun', { name: truth.name }));
    });
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Recognised truth={truth} />
      <ConventionFields convention={convention} change={change} />
      {convention.meaning === 'disparity' && (
        <Textarea
          label={text('compare.calibrationOfStereo')}
          autosize
          minRows={2}
          maxRows={6}
          value={calibration}
          onChange={(event) => setCalibration(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => openDialog(null)}>
          {text('compare.later')}
        </Button>
        <BusyButton variant="default" isBusy={isBusy} onClick={() => void takeAsRun()}>
          {text('compare.useAsRun')}
        </BusyButton>
        <BusyButton type="submit" isBusy={isBusy} data-autofocus>
          {text('compare.confirmAndCompare')}
        </BusyButton>
      </Group>
    </form>
  );
}

/** What the file was understood as, and why. */
function Recognised({ truth }: { truth: Truth }) {
  return (
    <>
      <Group gap="xs" mb={8}>
        <Badge variant="light" color={truth.confidence === 'guessed' ? 'yellow' : 'teal'}>
          {text('compare.confidence', { confidence: truth.confidence })}
        </Badge>
        <span>
          {text('compare.truthFacts', {
            width: truth.plane.width,
            height: truth.plane.height,
            range:
              truth.unit === 'metres'
                ? rangeText(truth.minimum, truth.maximum, 3)
                : text('compare.relativeValues'),
            pixels: truth.validPixels,
          })}
        </span>
      </Group>
      <ul className={panel.reasons}>
        {[...truth.reasons, ...truth.notes].map((reason) => (
          <li key={reason}>{sentence(reason)}</li>
        ))}
      </ul>
    </>
  );
}

const MEANINGS: Record<TruthConvention['meaning'], string> = {
  depth: text('compare.meansDepth'),
  disparity: text('compare.meansDisparity'),
  'inverse-depth': text('compare.meansInverseDepth'),
};
const UNITS: Record<TruthConvention['unit'], string> = {
  metres: text('compare.scaleKnown'),
  unknown: text('compare.scaleUnknown'),
};
const GEOMETRIES: Record<TruthConvention['geometry'], string> = {
  planar: text('compare.alongTheView'),
  euclidean: text('compare.alongTheRay'),
};

/** What a convention is called, where that is no name of a data set. */
const PRESET_LABELS: Partial<Record<TruthPreset, string>> = {
  millimetres: text('compare.asMillimetres'),
  metres: text('compare.asMetres'),
  disparity: text('compare.asDisparity'),
  'inverse-metres': text('compare.asInverseMetres'),
};

interface ConventionProps {
  convention: TruthConvention;
  change(part: Partial<TruthConvention>): void;
}

function ConventionFields({ convention, change }: ConventionProps) {
  return (
    <div className={panel.fields}>
      <Select
        label={text('compare.asUsualWith')}
        placeholder={text('compare.asRecognised')}
        data={TRUTH_PRESET_NAMES.map((value) => ({ value, label: PRESET_LABELS[value] ?? value }))}
        value={null}
        onChange={(name) => name && change({ ...PLAIN_CONVENTION, ...TRUTH_PRESETS[name as TruthPreset] })}
      />
      <Choice
        label={text('compare.numbersAre')}
        labels={MEANINGS}
        value={convention.meaning}
        onChange={(meaning) => change({ meaning })}
      />
      <NumberField
        label={text('compare.oneUnitInMetres')}
        description={unitText(convention.scale)}
        inputWrapperOrder={['label', 'input', 'description']}
        hideControls
        value={convention.scale}
        above={0}
        isLive
        onNumber={(scale) => change({ scale })}
      />
      <Choice
        label={text('compare.theScaleIs')}
        labels={UNITS}
        value={convention.unit}
        onChange={(unit) => change({ unit })}
      />
      <Choice
        label={text('compare.measuredAs')}
        labels={GEOMETRIES}
        value={convention.geometry}
        onChange={(geometry) => change({ geometry })}
      />
      <Nullable
        label={text('compare.numberForUnknown')}
        value={convention.invalid}
        onChange={(invalid) => change({ invalid })}
      />
      <Nullable
        label={text('compare.nearestThatCounts')}
        value={convention.minimum}
        onChange={(minimum) => change({ minimum })}
      />
      <Nullable
        label={text('compare.farthestThatCounts')}
        above={0}
        value={convention.maximum}
        onChange={(maximum) => change({ maximum })}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  /** What each value is called, in the order of the list. */
  labels: Readonly<Record<Value, string>>;
  value: Value;
  onChange(value: Value): void;
}

function Choice<Value extends string>({ label, labels, value, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      label={label}
      data={Object.entries<string>(labels).map(([each, name]) => ({ value: each, label: name }))}
      value={value}
      onChange={(next) => next && onChange(next as Value)}
    />
  );
}

interface NullableProps {
  label: string;
  /** A number has to be larger than this. */
  above?: number;
  value: number | null;
  onChange(value: number | null): void;
}

function Nullable({ label, above, value, onChange }: NullableProps) {
  return (
    <NumberField
      label={label}
      placeholder={text('compare.noLimit')}
      hideControls
      above={above}
      isOptional
      isLive
      value={value}
      onNumber={onChange}
    />
  );
}
