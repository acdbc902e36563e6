import { Anchor, Badge, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CatalogueEntry, Download } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { askToGet } from '../state/dialogs.ts';
import { downloadOf, firstOffer, firstOfferLabel } from '../view/first-offer.ts';
import { titleText } from '../view/pack-text.ts';
import { CommandToCopy } from './CommandToCopy.tsx';
import { DownloadRow } from './DownloadRow.tsx';
import { Facts } from './Facts.tsx';
import { catalogueFacts, catalogueInOrder, isInstalled, whyNot } from './pack-facts.ts';
import styles from './packs.module.css';

interface Props {
  entries: readonly CatalogueEntry[];
  packs: readonly PackListing[];
  downloads: readonly Download[];
}

/** The published checkpoints that are known, with what they allow and a button to get them. */
export function Catalogue({ entries, packs, downloads }: Props) {
  const first = firstOffer(packs, entries);
  return (
    <>
      <p className={styles.intro}>{text('packs.publishedIntro')}</p>
      <ul className={styles.list} aria-label={text('packs.published')}>
        {catalogueInOrder(entries, first).map((entry) => (
          <Item
            key={entry.id}
            entry={entry}
            isFirst={entry === first}
            isHere={isInstalled(entry, packs)}
            download={downloadOf(entry, downloads)}
          />
        ))}
      </ul>
    </>
  );
}

function Item({
  entry,
  isFirst,
  isHere,
  download,
}: {
  entry: CatalogueEntry;
  isFirst: boolean;
  isHere: boolean;
  download: Download | null;
}) {
  const { get } = entry;
  const { before, after } = catalogueFacts(entry);
  const facts: [string, ReactNode][] = [
    ...before,
    [
      text('packs.from'),
      <Anchor key="link" href={entry.source.url} target="_blank" rel="noreferrer" size="sm">
        {entry.source.hub ?? entry.source.url}
      </Anchor>,
    ],
    ...after,
  ];
  return (
    <li className={styles.item} aria-label={titleText(entry.title)} data-first={isFirst || undefined}>
      <div className={styles.head}>
        <span>{titleText(entry.title)}</span>
        {isHere && (
          <Badge variant="light" size="sm">
            {text('packs.isInstalledAlready')}
          </Badge>
        )}
        {get.status === 'none' && (
          <Badge variant="default" size="sm">
            {text('packs.notOffered')}
          </Badge>
        )}
        {get.status === 'hub' && !isHere && !download && (
          <Button
            aria-label={isFirst ? undefined : text('packs.getThis', { title: titleText(entry.title) })}
            variant={isFirst ? 'filled' : 'default'}
            onClick={() => askToGet(entry.id)}
          >
            {isFirst ? firstOfferLabel(entry) : text('packs.get')}
          </Button>
        )}
      </div>
      <p className={styles.about}>{sentence(entry.about)}</p>
      {get.status === 'none' && <WhyNot why={get.why} />}
      {download && <DownloadRow download={download} />}
      <Facts facts={facts} />
    </li>
  );
}

function WhyNot({ why }: { why: string }) {
  const { sentence: reason, command } = whyNot(sentence(why));
  return (
    <>
      <p className={styles.why}>{reason}</p>
      {command && (
        <details className={styles.more}>
          <summary>{text('packs.more')}</summary>
          <CommandToCopy command={command} />
        </details>
      )}
    </>
  );
}
