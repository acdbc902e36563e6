import { useState } from 'react';
import styles from './Fallen.module.css';
import { diagnosticsAfterFall, hasFallenBefore, reloadAfterFall } from './fallen.ts';

/** What stands in the place of a page that cannot be shown; of plain elements, since whatever draws the others may be what failed. */
export function Fallen({ thrown }: { thrown: unknown }) {
  const [isAgain] = useState(hasFallenBefore);
  const [said, setSaid] = useState<string | null>(null);
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = async () => {
    const text = await diagnosticsAfterFall(thrown);
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied to the clipboard.');
    } catch {
      setSaid('The clipboard is closed to this page; copy this by hand:');
      setByHand(text);
    }
  };
  return (
    <main className={styles.fallen}>
      <div role="alert">
        <h1>The page could not be shown</h1>
        <p>
          A part of it failed; your photos, depth maps and exports are as they were, and work in the queue
          goes on.
          {isAgain
            ? ' It failed a moment ago as well: this time what was looked at last is forgotten.'
            : ' Reload the window to go on.'}
        </p>
      </div>
      <p className={styles.ways}>
        {/* biome-ignore lint/a11y/noAutofocus: what had the focus is gone with the page */}
        <button type="button" autoFocus onClick={() => void reloadAfterFall()}>
          Reload the window
        </button>
        <button type="button" onClick={() => void copy()}>
          Copy diagnostics
        </button>
      </p>
      <p role="status">{said}</p>
      {byHand !== null && <textarea aria-label="Diagnostics" readOnly rows={12} value={byHand} />}
    </main>
  );
}
