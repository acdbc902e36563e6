import { text } from '../language/text.ts';
import sections from './sections.module.css';

/** What only few can read, folded: as it was said. */
export function Details({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <details className={sections.details}>
      <summary>{text('controls.details')}</summary>
      {texts.map((said) => (
        <code key={said}>{said}</code>
      ))}
    </details>
  );
}
