import styles from './inspector.module.css';

/** Names and values in two columns. */
export function FactList({
  facts,
  isFirst,
}: {
  facts: readonly (readonly [string, string])[];
  isFirst?: boolean;
}) {
  return (
    <dl className={styles.facts} style={isFirst ? { marginTop: 0 } : undefined}>
      {facts.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is rebuilt as a whole and two facts may share a name.
        <Fact key={index} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
