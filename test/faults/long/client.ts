import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { CallInput, CallName, CallOutput } from '../../../contract/calls/api.ts';
import type { ProjectEvent } from '../../../contract/calls/snapshot.ts';
import { DepthroomError, type Failure } from '../../../contract/errors.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';

/** A server in a process of its own, spoken to as a page does it. */
export interface Client {
  child: ChildProcess;
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  importPhoto(path: string, name: string): Promise<Photo>;
  /** Follows the events until the run has ended; as a page that comes back, with a connection of its own. */
  whenEnded(runId: string): Promise<Run>;
  get(path: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startServer(dataFolder: string): Promise<Client> {
  const child = fork(new URL('./soak-target.ts', import.meta.url), [dataFolder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ origin, secret }] = (await once(child, 'message')) as [{ origin: string; secret: string }];
  const authorization = `Bearer ${secret}`;

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization, ...(init.headers as Record<string, string>) };
    const response = await fetch(`${origin}/${path}`, { ...init, headers });
    if (response.ok) return response;
    const { code, message } = (await response.json()) as Failure;
    throw new DepthroomError(code, message);
  }

  const call: Client['call'] = async (name, input) => {
    const headers = { 'content-type': 'application/json' };
    const response = await ask(`call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
    return response.json() as Promise<never>;
  };
  const runNow = async (runId: string): Promise<Run> => {
    const run = (await call('snapshot', {})).runs.find(({ id }) => id === runId);
    if (run) return run;
    throw new Error('the run is gone');
  };
  return {
    child,
    call,
    async importPhoto(path, name) {
      const body = new Uint8Array(await readFile(path));
      return (await (await ask(`photos?name=${name}`, { method: 'POST', body })).json()) as Photo;
    },
    async whenEnded(runId) {
      const leave = new AbortController();
      const { body } = await ask('events', { signal: leave.signal });
      let rest = '';
      try {
        for await (const piece of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
          const lines = (rest + piece).split('\n');
          rest = lines.pop() ?? '';
          for (const run of lines.flatMap((line) => runsIn(JSON.parse(line) as ProjectEvent, runId)))
            if (run === 'ask anew' || isEnded(run)) {
              const now = run === 'ask anew' ? await runNow(runId) : run;
              if (isEnded(now)) return now;
            }
        }
      } finally {
        leave.abort();
      }
      throw new Error('the events ended before the run');
    },
    get: async (path) => (await (await ask(path)).arrayBuffer()).byteLength,
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** What an event says of the run: its row, or that anything may have changed. */
function runsIn(event: ProjectEvent, runId: string): (Run | 'ask anew')[] {
  if (event.event !== 'changes') return [];
  if (event.isFresh) return ['ask anew'];
  return event.rows.flatMap((row) => (row.table === 'runs' && row.id === runId && row.row ? [row.row] : []));
}

const isEnded = ({ state }: Run): boolean => state !== 'queued' && state !== 'running';
