import { Modal } from '@mantine/core';
import type { PackListing } from '../../contract/pack.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { OriginNote } from './OriginNote.tsx';
import { bytesText, kindText, systemName } from './pack-text.ts';
import styles from './packs.module.css';

/** Every pack that was found, with what it is, where it comes from and what it allows. */
export function ModelLibrary() {
  const isOpen = useDialog((state) => state.open === 'models');
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  return (
    <Modal
      opened={isOpen}
      onClose={() => openDialog(null)}
      title="Model library"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={styles.intro}>
        A pack is a folder with the weights of one system. Packs marked as{' '}
        <b>starter weights, not the published ones</b> were trained small so that everything works at once:
        judge the systems by the published weights, not by these. The README of each model's folder says where
        its published weights come from, what they allow, and how they become a pack.
      </p>
      <ul className={styles.list}>
        {packs.map((pack) => (
          <Item key={pack.id} pack={pack} />
        ))}
      </ul>
    </Modal>
  );
}

function Item({ pack }: { pack: PackListing }) {
  const facts: [string, string][] = [
    ['System', systemName(pack.system)],
    ['Gives', kindText(pack.depthKind)],
    ['Licence', pack.licence],
    ['Size', bytesText(pack.bytes)],
    ['Id', pack.id],
  ];
  if (pack.source) facts.push(['From', pack.source]);
  return (
    <li className={styles.item}>
      <div className={styles.title}>
        <span>{pack.title}</span>
        <OriginNote origin={pack.origin} />
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {pack.problem && <p className={styles.problem}>{pack.problem}</p>}
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
