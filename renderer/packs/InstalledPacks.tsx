import { Button } from '@mantine/core';
import type { PackListing } from '../../contract/pack.ts';
import { OriginNote } from '../controls/OriginNote.tsx';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { unlessGone } from '../server/unless-gone.ts';
import { attempt } from '../state/notices.ts';
import { askToConfirm } from '../state/question.ts';
import { inOrder, titleText } from '../view/pack-text.ts';
import { Facts } from './Facts.tsx';
import { packFacts, packRemovalQuestion } from './pack-facts.ts';
import styles from './packs.module.css';

/** Every pack that was found, with what it is, where it comes from and what it allows. */
export function InstalledPacks({ packs }: { packs: readonly PackListing[] }) {
  return (
    <ul className={styles.list}>
      {inOrder(packs).map((pack) => (
        <Item key={pack.id} pack={pack} />
      ))}
    </ul>
  );
}

function Item({ pack }: { pack: PackListing }) {
  const remove = () =>
    askToConfirm({
      ...packRemovalQuestion(pack),
      run: () => void attempt(() => unlessGone(call('removePack', { packId: pack.id }))),
    });
  return (
    <li className={styles.item}>
      <div className={styles.title}>
        <span>{titleText(pack.title)}</span>
        <OriginNote origin={pack.origin} />
      </div>
      <Facts facts={packFacts(pack)} />
      {pack.problem && <p className={styles.problem}>{sentence(pack.problem)}</p>}
      {!pack.isShipped && (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          aria-label={text('packs.removeThis', { title: titleText(pack.title) })}
          onClick={remove}
        >
          {text('packs.remove')}
        </Button>
      )}
    </li>
  );
}
