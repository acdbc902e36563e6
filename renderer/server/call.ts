import type { ZodType } from 'zod';
import { API, type CallInput, type CallName, type CallOutput } from '../../contract/calls/api.ts';
import { DepthroomError, ERROR_CODES, type Failure } from '../../contract/errors.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { text } from '../language/text.ts';
import { NO_KEY, NOBODY_ANSWERS } from './connection-sentences.ts';
import { doubtServer, enter, keyHeader } from './door.ts';
import { whileSending } from './uploads.ts';

/** Asks the core to do something. Throws the core's own sentence where it refuses, and what `answerOf` throws where its answer is none. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const response = await reach(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return answerOf<CallOutput<N>>(API[name].output as unknown as ZodType<CallOutput<N>>, response);
}

/** What an answer says, checked. Throws `internal` where it says something else, and what `bodyOf` throws. */
export async function answerOf<T>(schema: ZodType<T>, response: Response): Promise<T> {
  const answer = schema.safeParse(await bodyOf(response.json()));
  if (answer.success) return answer.data;
  console.error(answer.error);
  throw new DepthroomError('internal', text('server.unknownAnswer'), { cause: answer.error });
}

/** The body of an answer. Throws `cancelled`, or `interrupted` where the connection broke off or what came is no such body. */
export async function bodyOf<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    requireNotStopped(thrown);
    console.error(thrown);
    throw new DepthroomError('interrupted', text('server.answerBrokeOff'), { cause: thrown });
  }
}

/** Sends a file as it is. Throws what `reach` throws. */
export function sendFile(address: string, file: File): Promise<Response> {
  return whileSending(() =>
    reach(address, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }),
  );
}

/** `fetch` with the key of the page, whose every failure is a `DepthroomError`. Throws `cancelled`, `interrupted` where nobody answers, or what the core answered. */
export async function reach(address: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    await enter();
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(keyHeader())) headers.set(name, value);
    response = await fetch(address, { ...init, headers });
  } catch (thrown) {
    if (thrown instanceof DepthroomError) throw thrown;
    requireNotStopped(thrown);
    doubtServer();
    throw new DepthroomError('interrupted', NOBODY_ANSWERS, { cause: thrown });
  }
  if (response.status === 403) {
    doubtServer();
    throw new DepthroomError('forbidden', NO_KEY, { cause: await failureOf(response) });
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

function requireNotStopped(thrown: unknown): void {
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    throw new DepthroomError('cancelled', text('server.stopped'));
}

async function failureOf(response: Response): Promise<DepthroomError> {
  const failure = (await response.json().catch(() => null)) as Partial<Failure> | null;
  const code = ERROR_CODES.find((known) => known === failure?.code) ?? 'internal';
  return new DepthroomError(
    code,
    failure?.message === undefined
      ? text('server.noReason', { status: response.status })
      : withoutCommands(failure.message),
  );
}
