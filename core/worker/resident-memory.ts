import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What an asked program may take to answer. */
const ANSWER_MS = 5_000;

/**
 * Bytes of memory that a process really takes (resident set), as the operating system says; null where it does not, or the process is gone.
 * Asked from outside: a process that computes has no time to say it.
 */
export async function residentBytes(
  processId: number,
  platform: NodeJS.Platform = process.platform,
): Promise<number | null> {
  if (platform === 'linux') {
    const text = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '');
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(text);
    return found && Number(found[1]) * 1024;
  }
  const text =
    platform === 'win32'
      ? await answerOf('tasklist', ['/FI', `PID eq ${processId}`, '/FO', 'CSV', '/NH'])
      : await answerOf('ps', ['-o', 'rss=', '-p', String(processId)]);
  // ps says kilobytes; tasklist says "... ","123,456 K" in the last field, with the separators of the language.
  const digits = (/([\d.,\s\u00a0\u202f]+)\D*$/.exec(text.trim())?.[1] ?? '').replace(/\D/g, '');
  return digits === '' ? null : Number(digits) * 1024;
}

function answerOf(program: string, given: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, given, { timeout: ANSWER_MS, windowsHide: true }, (failed, text) =>
      resolve(failed ? '' : text),
    );
  });
}
