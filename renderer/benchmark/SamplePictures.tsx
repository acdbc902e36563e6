import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../contract/calls/api.ts';
import { Refusal } from '../controls/Refusal.tsx';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { openDialog } from '../state/dialogs.ts';
import { attempt } from '../state/notices.ts';
import { showPhoto, showRuns } from '../state/selection.ts';
import { shortTitle } from '../view/pack-text.ts';
import styles from './benchmark.module.css';

type Painted = CallOutput<'paintBenchmarkSample'>;

/** A sample as pictures: photo, truth, and of each pack its map and where that is wrong. */
export function SamplePictures({ id, sample, runId }: { id: string; sample: string; runId: string }) {
  const [painted, setPainted] = useState<Painted | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    call('paintBenchmarkSample', { id, sample }).then(
      (found) => !isOver && setPainted(found),
      (thrown) => !isOver && setFailure(shownFailure(thrown).message),
    );
    return () => {
      isOver = true;
    };
  }, [id, sample]);
  const openIt = () =>
    void attempt(async () => {
      const { photo } = await call('runRows', { runId });
      showPhoto(photo.id);
      showRuns(photo.id, [runId]);
      openDialog(null);
    });
  return (
    <div className={styles.pictures}>
      <Refusal reason={failure && sentence(failure)} />
      {!painted && failure === null && (
        <p className={styles.intro}>{text('benchmark.painting', { sample })}</p>
      )}
      {painted && (
        <>
          <div className={styles.figures}>
            <Picture
              title={text('benchmark.photo')}
              caption={sample}
              source={`data:image/jpeg;base64,${painted.photo}`}
            />
            {painted.pictures.map(({ title, caption, png }, k) => (
              <Picture
                // biome-ignore lint/suspicious/noArrayIndexKey: two packs may have one title; the list never changes.
                key={k}
                // The first is the truth.
                title={k === 0 ? text('benchmark.truth') : shortTitle(title)}
                isError={k > 0 && k % 2 === 0}
                caption={sentence(caption)}
                source={`data:image/png;base64,${png}`}
              />
            ))}
          </div>
          <Button variant="default" onClick={openIt}>
            {text('benchmark.showOnStage')}
          </Button>
        </>
      )}
    </div>
  );
}

function Picture({
  title,
  caption,
  source,
  isError = false,
}: {
  title: string;
  caption: string;
  source: string;
  isError?: boolean;
}) {
  return (
    <figure>
      <img src={source} alt={isError ? text('benchmark.errorOf', { title }) : title} />
      <figcaption>
        <b>{title}</b> {caption}
      </figcaption>
    </figure>
  );
}
