import { readFileSync } from 'node:fs';

/**
 * Whether a process with this number is there, and is the one that was meant: `startedAt` is what `startOfProcess` said of it then. Where
 * either is unknown (this is told by Linux alone) the number decides, which another program may have by now: who asks needs a heartbeat too.
 */
export function isProcessAlive(processId: number, startedAt: string | null = null): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const facts = readStat(processId);
  if (!facts) return true;
  // A process that has ended and was not yet asked for its exit code still has its number.
  return facts.state !== 'Z' && (startedAt === null || facts.startedAt === startedAt);
}

/** When a process started, in clock ticks since this machine did; null where that cannot be told. */
export function startOfProcess(processId: number): string | null {
  return readStat(processId)?.startedAt ?? null;
}

/** Fields 3 and 22 of /proc/<id>/stat (proc_pid_stat(5)); the name before them may hold spaces and brackets. */
function readStat(processId: number): { state: string; startedAt: string } | null {
  if (process.platform !== 'linux') return null;
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields.length > 19 ? { state: fields[0], startedAt: fields[19] } : null;
  } catch {
    return null;
  }
}
