import { Button } from '@mantine/core';
import { DownloadIcon } from '../controls/icons.tsx';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { askToGet, openDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { comingLabel, downloadOf, firstOffer, firstOfferLabel } from '../view/first-offer.ts';
import { titleText } from '../view/pack-text.ts';
import styles from './inspector.module.css';

/** What is offered while there are only the weights that came along; how far it is, once it is on its way. */
export function FirstOffer() {
  const snapshot = useProject((state) => state.snapshot);
  const entry = snapshot && firstOffer(snapshot.packs, snapshot.catalogue);
  const download = entry ? downloadOf(entry, snapshot.downloads) : null;
  const share = useProject((state) => (download ? state.progress[download.id]?.fraction : undefined));
  if (!entry) return null;
  return (
    <div className={styles.offer}>
      {download ? (
        <Button variant="default" fullWidth onClick={() => openDialog('models')}>
          {comingLabel(download, share)}
        </Button>
      ) : (
        <Button
          variant="light"
          fullWidth
          leftSection={<DownloadIcon />}
          aria-describedby="first-offer"
          onClick={() => askToGet(entry.id)}
        >
          {firstOfferLabel(entry)}
        </Button>
      )}
      <p id="first-offer" className={sections.cardFacts}>
        {text('inspector.titleAndLicence', { title: titleText(entry.title), licence: entry.licence })}
      </p>
    </div>
  );
}
