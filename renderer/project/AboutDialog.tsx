import { Table, Text } from '@mantine/core';
import NOTICES from '../../THIRD_PARTY.md?raw';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { desktop } from '../server/desktop.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { type NoticePart, noticeParts } from './notices-text.ts';
import styles from './project.module.css';

const [about, ...parts] = noticeParts(NOTICES);

/** What this is, in which version, and by whose leave. */
export function AboutDialog() {
  const isOpen = useDialog((state) => state.open === 'about');
  const version = useProject((state) => state.snapshot?.version) ?? '';
  const versions = Object.entries(desktop()?.versions ?? {});
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title="About Depthroom" size="lg">
      <Text size="sm">
        Depthroom {version}
        {versions.map(([name, number]) => ` · ${name} ${number}`)}
      </Text>
      <Text size="sm" c="dimmed" mt={6}>
        Turns photos into depth and 3D, on your own computer. Apache License 2.0. Models keep the licences of
        their authors: the model library names them.
      </Text>
      <section aria-labelledby="notices-heading" className={styles.notices}>
        <h3 id="notices-heading">{about.heading}</h3>
        {parts.map((part) => (
          <Part key={part.heading} part={part} />
        ))}
      </section>
    </ModalDialog>
  );
}

function Part({ part: { heading, paragraphs, rows } }: { part: NoticePart }) {
  const [head = [], ...body] = rows;
  return (
    <>
      <h4>{heading}</h4>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {body.length > 0 && (
        <Table layout="auto" verticalSpacing={3} horizontalSpacing="xs" fz="xs">
          <Table.Thead>
            <Table.Tr>
              {head.map((cell) => (
                <Table.Th key={cell}>{cell}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {body.map((cells) => (
              <Table.Tr key={cells[0]}>
                {cells.map((cell, k) => (
                  <Table.Td key={head[k]}>{cell}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
