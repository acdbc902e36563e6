import sections from './sections.module.css';

/** Why what was asked for is not done, said at once: inside the dialog or form that asked. Nothing where there is no reason. */
export function Refusal({ reason }: { reason: string | null | undefined }) {
  if (!reason) return null;
  return (
    <p className={sections.refusal} role="alert">
      {reason}
    </p>
  );
}
