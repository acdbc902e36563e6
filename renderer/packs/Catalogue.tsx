import { Anchor, Badge, Button, Code } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CatalogueEntry } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import { copyText } from '../view/copy-text.ts';
import { Facts } from './Facts.tsx';
import { catalogueFacts, isInstalled } from './pack-facts.ts';
import styles from './packs.module.css';

/** The published checkpoints that are known, with what they allow and how they become packs. */
export function Catalogue({
  entries,
  packs,
}: {
  entries: readonly CatalogueEntry[];
  packs: readonly PackListing[];
}) {
  return (
    <>
      <p className={styles.intro}>
        Published weights are too large, or not free enough, to come with Depthroom. The command below gets
        them as their authors made them; a folder that is on this computer is added above.
      </p>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <Item key={entry.id} entry={entry} isHere={isInstalled(entry, packs)} />
        ))}
      </ul>
    </>
  );
}

function Item({ entry, isHere }: { entry: CatalogueEntry; isHere: boolean }) {
  const { get } = entry;
  const command = `depthroom packs get ${entry.id}`;
  const { before, after } = catalogueFacts(entry);
  const facts: [string, ReactNode][] = [
    ...before,
    [
      'From',
      <Anchor key="link" href={entry.source.url} target="_blank" rel="noreferrer" size="sm">
        {entry.source.hub ?? entry.source.url}
      </Anchor>,
    ],
    ...after,
  ];
  return (
    <li className={styles.item}>
      <div className={styles.title}>
        <span>{entry.title}</span>
        {isHere && (
          <Badge variant="light" size="sm">
            installed
          </Badge>
        )}
      </div>
      <p className={styles.about}>{entry.about}</p>
      <Facts facts={facts} />
      {get.status === 'none' && <p className={styles.about}>{get.why}</p>}
      {get.status === 'hub' && (
        <div className={styles.command}>
          <Code>{command}</Code>
          <Button size="compact-sm" variant="default" onClick={() => void copyText(command)}>
            Copy
          </Button>
        </div>
      )}
    </li>
  );
}
