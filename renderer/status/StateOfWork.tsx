import { text } from '../language/text.ts';
import { useProject } from '../state/project.ts';
import { workText } from './queue-text.ts';

/** What works, for those who do not see it: said when that changes, not with every second of the time that is left. */
export function StateOfWork() {
  const connection = useProject((state) => state.connection);
  const queue = useProject((state) => state.queue);
  return (
    <span role="status" className="visually-hidden">
      {connection === 'live' ? workText(queue) : text('status.notConnected')}
    </span>
  );
}
