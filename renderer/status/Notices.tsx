import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { part, useOnceWanted } from '../controls/part.tsx';
import { text } from '../language/text.ts';
import { useModals } from '../state/dialogs.ts';
import { dismiss, holdNotices, type Notice, releaseNotices, useNotices } from '../state/notices.ts';
import { useQuestion } from '../state/question.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import styles from './status.module.css';

const Confirm = part(async () => (await import('./Confirm.tsx')).Confirm);

/**
 * What has to be said. What failed or should be known stays below the page until it is read, and covers nothing; what was done stands over
 * the corner for a moment. To screen readers failures at once, the rest when they have finished. No dialog is before it: F6 goes there and back.
 */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const isAsked = useOnceWanted(useQuestion((state) => state.question !== null));
  const isBehind = useModals((state) => state.open.length > 0);
  return (
    <>
      <Below>
        <section
          className={styles.standing}
          aria-label={text('status.messages')}
          data-messages
          data-focus-edge="standing"
        >
          <ConnectionNotice />
          <Log
            label={text('status.whatFailed')}
            isUrgent
            notices={notices.filter(({ tone }) => tone === 'error')}
          />
          <Log label={text('status.shouldKnow')} notices={notices.filter(({ tone }) => tone === 'note')} />
        </section>
        <section
          className={styles.passing}
          // Over a dialog it would stand on its buttons.
          data-below={isBehind || undefined}
          aria-label={text('status.wasDone')}
          data-messages
          data-focus-edge="passing"
        >
          <Log label={text('status.done')} notices={notices.filter(({ tone }) => tone === 'done')} />
        </section>
      </Below>
      {isAsked && <Confirm />}
    </>
  );
}

/** Below the page. Dialogs stand above it, however high it is. */
function Below({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const { style } = document.documentElement;
    const watch = new ResizeObserver(([{ target }]) =>
      style.setProperty('--page-messages', `${Math.round(target.getBoundingClientRect().height)}px`),
    );
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} className={styles.below}>
      {children}
    </div>
  );
}

function Log({
  label,
  isUrgent = false,
  notices,
}: {
  label: string;
  isUrgent?: boolean;
  notices: readonly Notice[];
}) {
  return (
    <div role="log" aria-live={isUrgent ? 'assertive' : 'polite'} aria-label={label}>
      {notices.map((notice) => (
        <Card key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Card({ notice: { id, tone, sentence, action, details } }: { notice: Notice }) {
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
        {details.length > 0 && (
          <details className={styles.details}>
            <summary>{text('status.whichAndWhy')}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll a long list. */}
            <ul tabIndex={0} aria-label={text('status.files')}>
              {details.map(({ name, sentence: why }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name; the list never changes.
                <li key={index}>
                  {!why.includes(name) && <b>{text('status.fileColon', { name })} </b>}
                  {why}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
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
      <CloseButton size="sm" aria-label={text('status.dismiss')} onClick={leave} />
    </div>
  );
}
