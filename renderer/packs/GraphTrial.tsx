import { Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GraphTrial as Trial } from '../../contract/library.ts';
import { type ColourMapName, colourMap } from '../../contract/maths/colour-maps.ts';
import { text } from '../language/text.ts';
import { useLook } from '../state/look.ts';
import { depthGradient } from '../view/maths/colour-gradient.ts';
import styles from './packs.module.css';
import { trialPixels, trialText } from './trial-text.ts';

/** The sample photo and beside it the map that the graph makes of it. */
export function GraphTrial({
  trial,
  isOld,
  isBusy,
}: {
  trial: Trial | null;
  isOld: boolean;
  isBusy: boolean;
}) {
  const { colourMap: colours, isReversed } = useLook();
  return (
    <div
      className={styles.trial}
      role="status"
      aria-label={text('packs.trial')}
      data-old={isOld || undefined}
    >
      {!trial && !isBusy && <p className={styles.about}>{text('packs.trialHint')}</p>}
      {isBusy && (
        <p className={styles.asking}>
          <Loader size="xs" /> {text('packs.trying')}
        </p>
      )}
      {trial && (
        <>
          <img src={trial.photo} alt={text('packs.sampleAlt')} />
          <TrialMap trial={trial} colours={colours} isReversed={isReversed} />
          <div className={styles.scale} style={{ background: depthGradient(colours, isReversed) }} />
          <p className={styles.ends}>
            <span>{text('packs.near')}</span>
            <span>{text('packs.far')}</span>
          </p>
          <p className={styles.quiet}>{isOld ? text('packs.trialIsOld') : trialText(trial)}</p>
        </>
      )}
    </div>
  );
}

function TrialMap({
  trial,
  colours,
  isReversed,
}: {
  trial: Trial;
  colours: ColourMapName;
  isReversed: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = trialPixels(trial, colourMap(colours), isReversed);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, trial.width, trial.height), 0, 0);
  }, [trial, colours, isReversed]);
  return (
    <canvas
      ref={canvas}
      width={trial.width}
      height={trial.height}
      role="img"
      aria-label={text('packs.sampleMap')}
    />
  );
}
