import { Table, Text } from '@mantine/core';
import NOTICES from '../../THIRD_PARTY.md?raw';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { text } from '../language/text.ts';
import { desktop } from '../server/desktop.ts';
import { openDialog, useDialog } from '../state/dialogs.ts';
import { useProject } from '../state/project.ts';
import { headingText, type NoticePart, noticeParts } from './notices-text.ts';
import styles from './project.module.css';

const [about, ...parts] = noticeParts(NOTICES);

/** What this is, in which version, and by whose leave. */
export function AboutDialog() {
  const isOpen = useDialog((state) => state.open === 'about');
  const version = useProject((state) => state.snapshot?.version) ?? '';
  const versions = Object.entries(desktop()?.versions ?? {});
  return (
    <ModalDialog opened={isOpen} onClose={() => openDialog(null)} title={text('project.about')} size="lg">
      <Text size="sm">
        {text('project.version', { version })}
        {versions.map(([name, number]) => ` · ${name} ${number}`)}
      </Text>
      <Text size="sm" c="dimmed" mt={6}>
        {text('project.aboutText')}
      </Text>
      <section aria-labelledby="notices-heading" className={styles.notices}>
        <h3 id="notices-heading">{headingText(about.heading)}</h3>
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
      <h4>{headingText(heading)}</h4>
      {/* Licences are what they are in the language that they were given in. */}
      {paragraphs.map((words) => (
        <p key={words} lang="en">
          {words}
        </p>
      ))}
      {body.length > 0 && (
        <Table layout="auto" verticalSpacing={3} horizontalSpacing="xs" fz="xs">
          <Table.Thead>
            <Table.Tr>
              {head.map((cell) => (
                <Table.Th key={cell}>{headingText(cell)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody lang="en">
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
