import { useState } from 'react';
import styles from './Fallen.module.css';
import { diagnosticsAfterFall, hasFallenBefore, reloadAfterFall } from './fallen.ts';
import { text } from './language/text.ts';

/** What stands in the place of a page that cannot be shown; of plain elements, since whatever draws the others may be what failed. */
export function Fallen({ thrown }: { thrown: unknown }) {
  const [isAgain] = useState(hasFallenBefore);
  const [said, setSaid] = useState<string | null>(null);
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = async () => {
    const diagnostics = await diagnosticsAfterFall(thrown);
    try {
      await navigator.clipboard.writeText(diagnostics);
      setSaid(text('app.copied'));
    } catch {
      setSaid(text('app.copyByHand'));
      setByHand(diagnostics);
    }
  };
  return (
    <main className={styles.fallen}>
      <div role="alert">
        <h1>{text('app.notShown')}</h1>
        <p>{isAgain ? text('app.failedAgain') : text('app.failedOnce')}</p>
      </div>
      <p className={styles.ways}>
        {/* biome-ignore lint/a11y/noAutofocus: what had the focus is gone with the page */}
        <button type="button" autoFocus onClick={() => void reloadAfterFall()}>
          {text('app.reload')}
        </button>
        <button type="button" onClick={() => void copy()}>
          {text('app.copyDiagnostics')}
        </button>
      </p>
      <p role="status">{said}</p>
      {byHand !== null && <textarea aria-label={text('app.diagnostics')} readOnly rows={12} value={byHand} />}
    </main>
  );
}
