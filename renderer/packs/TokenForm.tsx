import { Anchor, PasswordInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../contract/errors.ts';
import type { CatalogueEntry } from '../../contract/library.ts';
import { BusyButton } from '../controls/BusyButton.tsx';
import { Refusal } from '../controls/Refusal.tsx';
import { useSubmit } from '../controls/use-submit.ts';
import { richText } from '../language/rich-text.tsx';
import { text } from '../language/text.ts';
import { tell } from '../state/notices.ts';
import { takeToken } from './hub-token.ts';
import { tokenSentence } from './offer-text.ts';
import styles from './packs.module.css';

/** Asks for a token where a repository wants to know who reads it. */
export function TokenForm({
  entry,
  failure,
  onToken,
}: {
  entry: CatalogueEntry;
  failure: Failure;
  onToken(): void;
}) {
  const [token, setToken] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // The dialog was open before anybody knew that this is needed.
  useEffect(() => field.current?.focus(), []);
  const { isBusy, refusal, submit } = useSubmit(async () => {
    const where = await takeToken(token);
    setToken('');
    if (where === 'session' && window.desktop) tell('done', text('packs.tokenForgotten'));
    onToken();
  });
  return (
    <form
      aria-label={text('packs.token')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Refusal reason={tokenSentence(failure, entry)} />
      <p className={styles.about}>
        {richText('packs.tokenPage', {
          address: entry.source.url.replace('https://', ''),
          link: (inside) => (
            <Anchor href={entry.source.url} target="_blank" rel="noreferrer" inherit>
              {inside}
            </Anchor>
          ),
        })}
      </p>
      <div className={styles.source}>
        <PasswordInput
          flex={1}
          size="xs"
          mt="sm"
          label={text('packs.token')}
          description={window.desktop ? text('packs.tokenKeptBySystem') : text('packs.tokenKeptByPage')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="off"
          spellCheck={false}
          ref={field}
          value={token}
          error={refusal}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <BusyButton type="submit" mt={12} isBusy={isBusy} disabled={token.trim() === ''}>
          {text('packs.useToken')}
        </BusyButton>
      </div>
    </form>
  );
}
