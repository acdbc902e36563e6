import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { GraphFacts } from '../../contract/library.ts';
import {
  ANSWERS,
  type Answer,
  COLOURS,
  type ColourChoice,
  colourChoice,
  type Described,
  isPackId,
  problemOf,
} from './describe-graph.ts';
import styles from './packs.module.css';

interface Props {
  fixed: GraphFacts['fixed'];
  described: Described;
  change(part: Partial<Described>): void;
}

/** What goes into a graph, what comes out, and what it is called. */
export function GraphFields(props: Props) {
  return (
    <div className={styles.fields}>
      <InputFields {...props} />
      <AnswerFields {...props} />
      <NameFields {...props} />
    </div>
  );
}

function InputFields({ fixed, described, change }: Props) {
  const choice = colourChoice(described);
  const wholeNumber = { min: 1, allowDecimal: false, allowNegative: false, clampBehavior: 'blur' } as const;
  return (
    <fieldset className={styles.fieldset}>
      <legend>What goes in</legend>
      {fixed ? (
        <p className={styles.about}>
          {fixed.width} × {fixed.height} pixels: the graph has this one size.
        </p>
      ) : (
        <div className={styles.pair}>
          <NumberInput
            {...wholeNumber}
            max={8192}
            label="Short side in pixels"
            value={described.size}
            onChange={(value) => change({ size: Number(value) || 1 })}
          />
          <NumberInput
            {...wholeNumber}
            max={512}
            label="Sides are multiples of"
            value={described.multipleOf}
            onChange={(value) => change({ multipleOf: Number(value) || 1 })}
          />
        </div>
      )}
      <Choice
        label="Proportions of the photo"
        data={[
          { value: 'keep', label: fixed ? 'Keep, with a border' : 'Keep' },
          { value: 'stretch', label: 'Stretch' },
        ]}
        value={described.aspect}
        onChange={(aspect) => change({ aspect })}
      />
      <Select
        label="Colours"
        allowDeselect={false}
        data={[
          ...Object.entries(COLOURS).map(([value, { label }]) => ({ value, label })),
          { value: 'own', label: 'By mean and deviation below', disabled: choice !== 'own' },
        ]}
        value={choice}
        onChange={(value) => {
          const known = COLOURS[value as Exclude<ColourChoice, 'own'>];
          if (known) change({ range: known.range, mean: known.mean, std: known.std });
        }}
      />
      <Choice
        label="Range before that"
        data={[
          { value: '0..1', label: '0 to 1' },
          { value: '0..255', label: '0 to 255' },
        ]}
        value={described.range}
        onChange={(range) => change({ range })}
      />
      <div className={styles.pair}>
        <TextInput
          label="Mean"
          value={described.mean}
          error={problemOf(described.mean)}
          onChange={(event) => change({ mean: event.currentTarget.value })}
        />
        <TextInput
          label="Deviation"
          value={described.std}
          error={problemOf(described.std, true)}
          onChange={(event) => change({ std: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}

function AnswerFields({ described, change }: Props) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>What comes out</legend>
      <Select
        label="The map is"
        allowDeselect={false}
        data={ANSWERS.map(({ value, label }) => ({ value, label }))}
        value={described.answer}
        onChange={(value) => {
          const near = ANSWERS.find((each) => each.value === value)?.near;
          if (near) change({ answer: value as Answer, near });
        }}
      />
      {described.answer !== 'metres' && (
        <Choice
          label="Near is"
          data={[
            { value: 'high', label: 'High' },
            { value: 'low', label: 'Low' },
          ]}
          value={described.near}
          onChange={(near) => change({ near })}
        />
      )}
    </fieldset>
  );
}

function NameFields({ described, change }: Props) {
  return (
    <fieldset className={styles.fieldset}>
      <legend>What it is called</legend>
      <div className={styles.pair}>
        <TextInput
          label="Title"
          maxLength={200}
          value={described.title}
          error={described.title.trim() === '' && 'Expected a title.'}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Id"
          value={described.id}
          error={!isPackId(described.id) && 'Expected lower-case letters, digits and hyphens.'}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label="Licence of the weights"
        placeholder="not stated"
        maxLength={200}
        value={described.licence}
        onChange={(event) => change({ licence: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function Choice<Value extends string>({
  label,
  ...props
}: {
  label: string;
  data: { value: Value; label: string }[];
  value: Value;
  onChange(value: Value): void;
}) {
  return (
    <div className={styles.choice}>
      <span>{label}</span>
      <SegmentedControl size="xs" aria-label={label} {...props} />
    </div>
  );
}
