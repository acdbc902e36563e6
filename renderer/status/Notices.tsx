import { Button, CloseButton } from '@mantine/core';
import { part, useOnceWanted } from '../controls/part.tsx';
import { dismiss, holdNotices, type Notice, releaseNotices, useNotices } from '../state/notices.ts';
import { useQuestion } from '../state/question.ts';
import styles from './status.module.css';

const Confirm = part(async () => (await import('./Confirm.tsx')).Confirm);

/** What has to be said, in the corner; to screen readers failures at once, the rest when they have finished. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const isAsked = useOnceWanted(useQuestion((state) => state.question !== null));
  const failures = notices.filter(({ tone }) => tone === 'error');
  const others = notices.filter(({ tone }) => tone !== 'error');
  return (
    <>
      <section className={styles.notices} aria-label="Messages">
        <div role="log" aria-live="assertive" aria-label="What failed">
          {failures.map((notice) => (
            <Card key={notice.id} notice={notice} />
          ))}
        </div>
        <div role="log" aria-live="polite" aria-label="What was done">
          {others.map((notice) => (
            <Card key={notice.id} notice={notice} />
          ))}
        </div>
      </section>
      {isAsked && <Confirm />}
    </>
  );
}

function Card({ notice: { id, tone, sentence, action } }: { notice: Notice }) {
  const leave = () => {
    dismiss(id);
    // What goes away loses pointer and focus without a word.
    releaseNotices();
  };
  return (
    // One that offers something waits for the pointer or the focus that is on it; the others let the pointer through to what lies below.
    <div
      className={styles.notice}
      data-tone={tone}
      data-offers={action !== null}
      {...(action && {
        onMouseEnter: holdNotices,
        onMouseLeave: releaseNotices,
        onFocus: holdNotices,
        onBlur: releaseNotices,
      })}
    >
      <div className={styles.words}>
        <p>{sentence}</p>
        {action && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              leave();
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <CloseButton size="sm" aria-label="Dismiss" onClick={leave} />
    </div>
  );
}
