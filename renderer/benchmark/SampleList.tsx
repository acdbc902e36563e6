import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../contract/calls/api.ts';
import type { BenchmarkState } from '../../contract/calls/benchmark-calls.ts';
import type { BenchmarkMetric } from '../../contract/compare/benchmark.ts';
import { METRICS } from '../../contract/compare/evaluation-protocol.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { shortTitle } from '../view/pack-text.ts';
import styles from './benchmark.module.css';
import { valueText } from './benchmark-words.ts';
import { SamplePictures } from './SamplePictures.tsx';

type Sample = CallOutput<'listBenchmarkSamples'>['samples'][number];

interface Props {
  id: string;
  pack: BenchmarkState['results'][number];
  metric: BenchmarkMetric;
  /** How many are through: then there are more. */
  done: number;
}

/** So many samples are asked for at a time. */
const AT_ONCE = 100;

/** The samples behind a number, the worst first; one of them with its pictures. */
export function SampleList({ id, pack, metric, done }: Props) {
  const { packId, packTitle } = pack;
  const [count, setCount] = useState(AT_ONCE);
  const [listed, setListed] = useState<{ total: number; samples: Sample[] } | null>(null);
  const [shown, setShown] = useState<Sample | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: there are more samples when more are through.
  useEffect(() => {
    let isOver = false;
    void attempt(async () => {
      const samples: Sample[] = [];
      let total = 0;
      for (let from = 0; from < count; from += AT_ONCE) {
        const part = await call('listBenchmarkSamples', { id, packId, metric, from, count: AT_ONCE });
        samples.push(...part.samples);
        total = part.total;
        if (samples.length >= total) break;
      }
      if (!isOver) setListed({ total, samples });
    });
    return () => {
      isOver = true;
    };
  }, [id, packId, metric, count, done]);
  if (!listed) return null;
  return (
    <section className={styles.samples} aria-labelledby="samples-heading">
      <h3 id="samples-heading" className={styles.heading}>
        {text('benchmark.worstFirst', {
          pack: shortTitle(packTitle),
          count: listed.total,
          metric: sentence(METRICS[metric].label),
        })}
      </h3>
      <div className={styles.sampleRow}>
        <ol className={styles.sampleNames}>
          {listed.samples.map((sample) => (
            <li key={sample.sample}>
              <button
                type="button"
                aria-pressed={shown?.sample === sample.sample}
                disabled={sample.runId === null || sample.value === null}
                title={sample.failure === null ? sample.sample : sentence(sample.failure)}
                onClick={() => setShown(sample)}
              >
                <span>{sample.sample}</span>
                <b>
                  {sample.value === null ? sentence(sample.failure ?? '–') : valueText(metric, sample.value)}
                </b>
              </button>
            </li>
          ))}
          {listed.samples.length < listed.total && (
            <li>
              <Button variant="subtle" color="gray" fullWidth onClick={() => setCount(count + AT_ONCE)}>
                {text('benchmark.showMore', {
                  count: Math.min(AT_ONCE, listed.total - listed.samples.length),
                })}
              </Button>
            </li>
          )}
        </ol>
        {shown?.runId && (
          <SamplePictures key={shown.sample} id={id} sample={shown.sample} runId={shown.runId} />
        )}
      </div>
    </section>
  );
}
