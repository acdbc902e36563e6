import { SegmentedControl, Select, TextInput } from '@mantine/core';
import type { GraphFacts } from '../../contract/library.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { text } from '../language/text.ts';
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
  const wholeNumber = { minimum: 1, isInteger: true, allowNegative: false, isLive: true } as const;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{text('packs.whatGoesIn')}</legend>
      {fixed ? (
        <p className={styles.about}>{text('packs.oneSize', fixed)}</p>
      ) : (
        <div className={styles.pair}>
          <NumberField
            {...wholeNumber}
            maximum={8192}
            label={text('packs.shortSide')}
            value={described.size}
            onNumber={(size) => change({ size })}
          />
          <NumberField
            {...wholeNumber}
            maximum={512}
            label={text('packs.multiplesOf')}
            value={described.multipleOf}
            onNumber={(multipleOf) => change({ multipleOf })}
          />
        </div>
      )}
      <Choice
        label={text('packs.proportions')}
        data={[
          { value: 'keep', label: fixed ? text('packs.keepWithBorder') : text('packs.keep') },
          { value: 'stretch', label: text('packs.stretch') },
        ]}
        value={described.aspect}
        onChange={(aspect) => change({ aspect })}
      />
      <Select
        label={text('packs.colours')}
        allowDeselect={false}
        data={[
          ...Object.entries(COLOURS).map(([value, { label }]) => ({ value, label })),
          { value: 'own', label: text('packs.ownColours'), disabled: choice !== 'own' },
        ]}
        value={choice}
        onChange={(value) => {
          const known = COLOURS[value as Exclude<ColourChoice, 'own'>];
          if (known) change({ range: known.range, mean: known.mean, std: known.std });
        }}
      />
      <Choice
        label={text('packs.rangeBefore')}
        data={[
          { value: '0..1', label: text('packs.zeroToOne') },
          { value: '0..255', label: text('packs.zeroTo255') },
        ]}
        value={described.range}
        onChange={(range) => change({ range })}
      />
      <div className={styles.pair}>
        <TextInput
          label={text('packs.mean')}
          value={described.mean}
          error={problemOf(described.mean)}
          onChange={(event) => change({ mean: event.currentTarget.value })}
        />
        <TextInput
          label={text('packs.deviation')}
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
      <legend>{text('packs.whatComesOut')}</legend>
      <Select
        label={text('packs.mapIs')}
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
          label={text('packs.nearIs')}
          data={[
            { value: 'high', label: text('packs.nearHigh') },
            { value: 'low', label: text('packs.nearLow') },
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
      <legend>{text('packs.whatItIsCalled')}</legend>
      <div className={styles.pair}>
        <TextInput
          label={text('packs.title')}
          maxLength={200}
          value={described.title}
          error={described.title.trim() === '' && text('packs.titleExpected')}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label={text('packs.id')}
          value={described.id}
          error={!isPackId(described.id) && text('packs.idExpected')}
          onChange={(event) => change({ id: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={text('packs.weightsLicence')}
        placeholder={text('packs.notStated')}
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
