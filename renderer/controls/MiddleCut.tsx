import styles from './middle-cut.module.css';

/** So many letters at the end stay: the extension, and what tells two names apart. */
const TAIL = 14;

/** A name that is cut in its middle where it has no room: never its end. */
export function MiddleCut({ text }: { text: string }) {
  const at = Math.max(0, text.length - TAIL);
  return (
    <span className={styles.name} title={text}>
      <span className="visually-hidden">{text}</span>
      {at > 0 && (
        <span className={styles.head} aria-hidden>
          {text.slice(0, at)}
        </span>
      )}
      {/* A short one is no two pieces: where even that finds no room its end goes. */}
      <span className={at > 0 ? styles.tail : styles.whole} aria-hidden>
        {text.slice(at)}
      </span>
    </span>
  );
}
