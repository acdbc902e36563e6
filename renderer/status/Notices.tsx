import { Button, CloseButton } from '@mantine/core';
import { dismiss, useNotices } from '../state/notices.ts';
import { Confirm } from './Confirm.tsx';
import styles from './status.module.css';

/** What has to be said, in the corner, and to screen readers at once. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  return (
    <>
      <div className={styles.notices} role="log" aria-live="assertive" aria-label="Messages">
        {notices.map(({ id, tone, sentence, action }) => (
          <div key={id} className={styles.notice} data-tone={tone}>
            <div className={styles.words}>
              <p>{sentence}</p>
              {action && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => {
                    dismiss(id);
                    action.run();
                  }}
                >
                  {action.label}
                </Button>
              )}
            </div>
            <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismiss(id)} />
          </div>
        ))}
      </div>
      <Confirm />
    </>
  );
}
