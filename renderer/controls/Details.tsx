import sections from './sections.module.css';

/** What only few can read, folded: as it was said. */
export function Details({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <details className={sections.details}>
      <summary>Details</summary>
      {texts.map((text) => (
        <code key={text}>{text}</code>
      ))}
    </details>
  );
}
