import { vi } from 'vitest';
import type { Export } from '../../contract/exports/export.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';

/** What a test's core answers: a value becomes JSON, a `Response` goes as it is, an error is what `fetch` throws. */
export type Answer = (path: string, init: RequestInit | undefined) => unknown;

/**
 * For tests: stands in for the network between the page and the core, which needs Node to run. Returns the paths that were asked for, in
 * order; `vi.unstubAllGlobals()` takes it away.
 */
export function answerWith(answer: Answer): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push(path);
    const given = await answer(path, init);
    if (given instanceof Error) throw given;
    return given instanceof Response ? given : Response.json(given);
  });
  return asked;
}

/** For tests: the same answer to whatever is asked for. Returns the inputs of the calls, in order. */
export function answerAlways(answer: unknown): unknown[] {
  const inputs: unknown[] = [];
  answerWith((_, init) => {
    inputs.push(inputOf(init));
    return answer;
  });
  return inputs;
}

/** What the core answers where it refuses. */
export function refusal(code: string, message: string, status = 400): Response {
  return Response.json({ code, message }, { status });
}

/** The input of a call. */
export function inputOf(init: RequestInit | undefined): Record<string, unknown> {
  return JSON.parse(String(init?.body)) as Record<string, unknown>;
}

export function samplePhoto(change: Partial<Photo> = {}): Photo {
  return {
    id: 'p',
    name: 'a photo.jpg',
    format: 'jpeg',
    width: 4000,
    height: 3000,
    bytes: 5_200_000,
    orientation: 1,
    colourProfile: null,
    bitsPerSample: 8,
    hasAlpha: false,
    camera: null,
    takenAt: null,
    intrinsics: { fx: 3464, fy: 3464, cx: 2000, cy: 1500, source: 'assumed', note: 'Nothing is known.' },
    files: { original: 'o', preview: 'v', thumbnail: 't' },
    preview: { width: 2048, height: 1536 },
    addedAt: '2026-01-01T00:00:00Z',
    ...change,
  };
}

export function sampleRun(change: Partial<Run> = {}): Run {
  return {
    id: 'r',
    photoId: 'p',
    packId: 'zoe',
    packTitle: 'ZoeDepth (starter weights)',
    packHash: '0123456789abcdef',
    system: 'zoedepth',
    origin: 'starter',
    licence: 'MIT',
    options: {},
    engineId: 'e',
    priorRunId: null,
    state: 'queued',
    queuedAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    finishedAt: null,
    requestedProvider: 'auto',
    provider: null,
    stages: [],
    peakMemoryBytes: null,
    result: null,
    notes: [],
    error: null,
    ...change,
  };
}

export function sampleExport(change: Partial<Export> = {}): Export {
  return {
    id: 'x',
    runId: 'r',
    kind: 'mesh',
    fileName: 'a photo.zoe.glb',
    bytes: 1000,
    options: {},
    state: 'done',
    createdAt: '2026-01-01T00:00:00Z',
    engineId: 'e',
    error: null,
    ...change,
  };
}
