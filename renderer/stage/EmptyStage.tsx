import { Button } from '@mantine/core';
import { SAMPLES } from '../../contract/samples.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { AddIcon } from '../controls/icons.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { showPhoto } from '../state/selection.ts';
import { choosePhotos } from '../view/choose-photos.ts';
import { keyNames } from '../view/keys/key-names.ts';
import styles from './EmptyStage.module.css';

/** What a newcomer sees: the three steps of the work, and the button for the first. */
export function EmptyStage() {
  const { isBusy, submit } = useSubmit(async () => {
    await attempt(async () => showPhoto((await call('importSample', { name: SAMPLES[0] })).id));
  });
  return (
    <div className={styles.empty}>
      <svg width="132" height="96" viewBox="0 0 132 96" fill="none" aria-hidden="true">
        <path d="M6 30 66 6l60 24-60 24Z" fill="#2f747a" opacity="0.35" />
        <path d="M6 48 66 24l60 24-60 24Z" fill="#3f939a" opacity="0.55" />
        <path d="M6 66 66 42l60 24-60 24Z" fill="#6cc7cc" />
      </svg>
      <h2>{text('stage.dropHere')}</h2>
      <p>{text('stage.staysHere')}</p>
      <div className={styles.choices}>
        <Button
          size="sm"
          data-autofocus
          data-focus-key="stage"
          leftSection={<AddIcon />}
          onClick={() => void choosePhotos()}
        >
          {text('stage.addPhotos')}
        </Button>
        <BusyButton
          size="sm"
          variant="default"
          data-focus-key="stage"
          isBusy={isBusy}
          onClick={() => void submit()}
        >
          {text('stage.trySample')}
        </BusyButton>
      </div>
      <ol>
        <li>
          <b>{text('stage.stepAdd')}</b>
          <span>{text('stage.stepAddHow', { keys: keyNames('Ctrl O') })}</span>
        </li>
        <li>
          <b>{text('stage.stepRun')}</b>
          <span>{text('stage.stepRunHow')}</span>
        </li>
        <li>
          <b>{text('stage.stepLook')}</b>
          <span>{text('stage.stepLookHow')}</span>
        </li>
      </ol>
    </div>
  );
}
