import { Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { GraphTrial as Trial } from '../../contract/library.ts';
import { colourMap } from '../../contract/maths/colour-maps.ts';
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
  return (
    <div className={styles.trial} role="status" aria-label="Trial" data-old={isOld || undefined}>
      {!trial && !isBusy && <p className={styles.about}>“Try it” shows here what it makes of a photo.</p>}
      {isBusy && (
        <p className={styles.asking}>
          <Loader size="xs" /> Trying it on a photo
        </p>
      )}
      {trial && (
        <>
          <img src={trial.photo} alt="The sample: a house on a plain, its porch in front" />
          <TrialMap trial={trial} />
          <div className={styles.scale} style={{ background: depthGradient('viridis', false) }} />
          <p className={styles.ends}>
            <span>near</span>
            <span>far</span>
          </p>
          <p className={styles.quiet}>
            {isOld ? 'You have described it otherwise since; try it again.' : trialText(trial)}
          </p>
        </>
      )}
    </div>
  );
}

function TrialMap({ trial }: { trial: Trial }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = trialPixels(trial, colourMap('viridis'));
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, trial.width, trial.height), 0, 0);
  }, [trial]);
  return (
    <canvas
      ref={canvas}
      width={trial.width}
      height={trial.height}
      role="img"
      aria-label="The map of the sample"
    />
  );
}
