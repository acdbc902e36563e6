import { call } from './server/call.ts';
import { useProject } from './state/project.ts';

/** Where the tab remembers when it was last reloaded for a failure. */
const FELL_AT = 'depthroom-fell-at';
/** A page that fails again so soon fails by what is taken up when it opens. */
const AGAIN_MS = 60_000;
/** How long the program is asked before the page goes on without it. */
const ANSWER_MS = 3_000;

/** Whether the page was reloaded for a failure a moment ago. */
export function hasFallenBefore(): boolean {
  const fellAt = Number(sessionStorage.getItem(FELL_AT) ?? Number.NaN);
  return Date.now() - fellAt < AGAIN_MS;
}

/** Opens the page anew; where it has failed a moment ago without what was looked at last. */
export async function reloadAfterFall(): Promise<void> {
  const folder = useProject.getState().snapshot?.project.folder;
  if (hasFallenBefore() && folder !== undefined) await orNothing(call('keepView', { folder, view: {} }));
  sessionStorage.setItem(FELL_AT, String(Date.now()));
  location.reload();
}

/** What who helps needs to know: what failed in the page, and what the program says of itself. */
export async function diagnosticsAfterFall(thrown: unknown): Promise<string> {
  const answer = await orNothing(call('diagnostics', { providers: false }));
  return [...failureInWords(thrown), '', answer?.text ?? 'The program did not answer.'].join('\n');
}

/** Sentences of JavaScript itself name parts of programs; any other may speak of a person's files. */
const OF_THE_LANGUAGE = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);

/** What was thrown, without names of people, files and addresses: its kind, and where in the page's own files it was. */
export function failureInWords(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return ['The page failed with something that is no error.'];
  const what = OF_THE_LANGUAGE.has(thrown.name) ? `${thrown.name}: ${thrown.message}` : thrown.name;
  const places = [...(thrown.stack ?? '').matchAll(/([\w.$-]+\.(?:js|tsx?))(?:\?[^:\s]*)?:(\d+):(\d+)/g)];
  return [
    `The page failed: ${what}`,
    ...places.slice(0, 12).map(([, file, line, column]) => `  ${file}:${line}:${column}`),
  ];
}

async function orNothing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ANSWER_MS);
  });
  return Promise.race([asked.catch(() => null), late]);
}
