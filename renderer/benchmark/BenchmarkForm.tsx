import { Group, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../contract/calls/api.ts';
import { BENCHMARK_PROTOCOL_NAMES, BENCHMARK_PROTOCOLS } from '../../contract/compare/benchmark-protocols.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { FolderField } from '../controls/FolderField.tsx';
import { PackChoice } from '../controls/PackChoice.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { inOrder } from '../view/pack-text.ts';
import { clockText } from '../view/time-text.ts';
import styles from './benchmark.module.css';
import { nameOfPath } from './benchmark-words.ts';

type Protocol = (typeof BENCHMARK_PROTOCOL_NAMES)[number];

/** Which folder, by which rules, which packs; and what was measured before. */
export function BenchmarkForm({ onOpen }: { onOpen(id: string): void }) {
  const packs = inOrder(useProject((state) => state.snapshot?.packs) ?? []).filter(
    ({ problem }) => problem === null,
  );
  const [dataset, setDataset] = useState('');
  const [protocol, setProtocol] = useState<Protocol>('as-is');
  const [packIds, setPackIds] = useState<readonly string[] | null>(null);
  const chosen = packIds ?? packs.map(({ id }) => id);
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, refusal, submit } = useSubmit(async () => {
    const { id } = await call('startBenchmark', { dataset: dataset.trim(), protocol, packIds: [...chosen] });
    onOpen(id);
  });
  useEffect(() => {
    if (refusal !== null) field.current?.focus();
  }, [refusal]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles.intro}>{text('benchmark.intro')}</p>
      <FolderField
        ref={field}
        label={text('benchmark.dataset')}
        value={dataset}
        onChange={setDataset}
        isFirst
      />
      <Refusal reason={refusal} />
      <Select
        label={text('benchmark.protocol')}
        description={sentence(BENCHMARK_PROTOCOLS[protocol].source)}
        data={BENCHMARK_PROTOCOL_NAMES.map((name) => ({
          value: name,
          label: sentence(BENCHMARK_PROTOCOLS[name].title),
        }))}
        value={protocol}
        onChange={(value) => value && setProtocol(value as Protocol)}
      />
      <PackChoice packs={packs} chosen={chosen} onChange={setPackIds} />
      <Group justify="flex-end">
        <BusyButton type="submit" isBusy={isBusy} disabled={dataset.trim() === '' || chosen.length === 0}>
          {text('benchmark.measure', { count: chosen.length })}
        </BusyButton>
      </Group>
      <Earlier onOpen={onOpen} />
    </form>
  );
}

function Earlier({ onOpen }: { onOpen(id: string): void }) {
  const [found, setFound] = useState<CallOutput<'listBenchmarks'>['benchmarks']>([]);
  useEffect(() => void attempt(async () => setFound((await call('listBenchmarks', {})).benchmarks)), []);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="earlier-heading">
      <h3 id="earlier-heading" className={styles.heading}>
        {text('benchmark.measuredBefore')}
      </h3>
      <ul className={styles.earlier}>
        {found.map(({ id, dataset, protocol, packIds, startedAt }) => (
          <li key={id}>
            <button type="button" title={dataset} onClick={() => onOpen(id)}>
              <b>{nameOfPath(dataset)}</b>
              <span>
                {text('benchmark.earlier', {
                  protocol: sentence(BENCHMARK_PROTOCOLS[protocol].title),
                  count: packIds.length,
                  time: clockText(startedAt),
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
