import { Anchor, Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { CatalogueEntry } from '../../contract/library.ts';
import { useSubmit } from '../controls/use-submit.ts';
import { tell } from '../state/notices.ts';
import { takeToken } from './hub-token.ts';
import styles from './packs.module.css';

/** Asks for a token where a repository wants to know who reads it. */
export function TokenForm({
  entry,
  sentence,
  onToken,
}: {
  entry: CatalogueEntry;
  /** What the core said. */
  sentence: string;
  onToken(): void;
}) {
  const [token, setToken] = useState('');
  const { isBusy, refusal, submit } = useSubmit(async () => {
    const where = await takeToken(token);
    setToken('');
    if (where === 'session' && window.desktop)
      tell('done', 'This system has no safe place for the token: it is forgotten when Depthroom is closed.');
    onToken();
  });
  return (
    <form
      aria-label="Token"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles.problem} role="alert">
        {sentence}
      </p>
      <p className={styles.about}>
        Accept the conditions{' '}
        <Anchor href={entry.source.url} target="_blank" rel="noreferrer" size="sm">
          on its page
        </Anchor>
        , then enter a token of your account (there: Settings, Access Tokens, of the kind Read).
      </p>
      <div className={styles.source}>
        <PasswordInput
          flex={1}
          size="xs"
          mt="sm"
          label="Token"
          description={
            window.desktop
              ? 'Kept in the safe place of this system, and sent to the hub alone.'
              : 'Kept until this page is closed, and sent to the hub alone.'
          }
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={token}
          error={refusal}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" mt={12} loading={isBusy} disabled={token.trim() === ''}>
          Use it
        </Button>
      </div>
    </form>
  );
}
