import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { API, type CallInput, type CallName, type CallOutput } from '../../contract/calls/api.ts';
import { eventSchema, type ProjectEvent } from '../../contract/calls/snapshot.ts';
import type { Failure } from '../../contract/errors.ts';
import { meshOptionsSchema } from '../../contract/exports/geometry.ts';
import { type Photo, photoSchema } from '../../contract/photo.ts';
import type { Engine } from '../../core/host/engine.ts';
import type { Handler } from '../../core/host/http.ts';
import { openTestEngine, SAMPLE, temporaryFolder } from '../open-engine.ts';

/** How a suite reaches a handler: directly, or through a socket. */
export type Door = (engine: Engine) => Promise<Handler>;

/** What every door must do, by the contract alone. */
export function contractSuite(door: Door): void {
  async function open() {
    const engine = await openTestEngine();
    const handle = await door(engine);
    const get = (path: string, headers: Record<string, string> = {}) =>
      handle(new Request(`http://depthroom${path}`, { headers }));
    const post = (
      path: string,
      body: string | Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = {},
    ) => handle(new Request(`http://depthroom${path}`, { method: 'POST', body, headers }));
    const call = async <Name extends CallName>(
      name: Name,
      input: CallInput<Name>,
    ): Promise<CallOutput<Name>> => {
      const response = await post(`/call/${name}`, JSON.stringify(input), {
        'content-type': 'application/json',
      });
      const answer = (await response.json()) as unknown;
      if (!response.ok)
        throw Object.assign(new Error((answer as Failure).message), { code: (answer as Failure).code });
      return API[name].output.parse(answer) as CallOutput<Name>;
    };
    const upload = async (path = SAMPLE, name = basename(path)): Promise<Photo> => {
      const response = await post(
        `/photos?name=${encodeURIComponent(name)}`,
        new Uint8Array(await readFile(path)),
      );
      return photoSchema.parse(await response.json());
    };
    return { engine, get, post, call, upload };
  }

  test('a new project is empty and offers the shipped packs', async () => {
    const { call } = await open();
    const { photos, runs, exports, packs } = await call('snapshot', {});
    expect({ photos, runs, exports }).toEqual({ photos: [], runs: [], exports: [] });
    expect(packs.find((pack) => pack.id === 'fastdepth')).toMatchObject({
      system: 'fastdepth',
      isShipped: true,
      problem: null,
    });
  });

  test('a photo goes in, is told once, and comes back byte for byte', async () => {
    const { call, get, upload } = await open();
    const photo = await upload();
    expect(photo).toMatchObject({ name: basename(SAMPLE), width: 96, height: 80, format: 'png' });
    expect(await upload(SAMPLE, 'again.png')).toEqual(photo);
    expect((await call('snapshot', {})).photos).toEqual([photo]);
    const original = await get(`/files/${photo.files.original}`);
    expect(original.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await original.arrayBuffer()).equals(await readFile(SAMPLE))).toBe(true);
  });

  test('a file can be had in ranges and is kept by the browser for ever', async () => {
    const { get, upload } = await open();
    const photo = await upload();
    const whole = await readFile(SAMPLE);
    const address = `/files/${photo.files.original}`;
    const middle = await get(address, { range: 'bytes=10-19' });
    expect([middle.status, middle.headers.get('content-range')]).toEqual([
      206,
      `bytes 10-19/${whole.length}`,
    ]);
    expect(Buffer.from(await middle.arrayBuffer())).toEqual(whole.subarray(10, 20));
    const end = await get(address, { range: 'bytes=-5' });
    expect(Buffer.from(await end.arrayBuffer())).toEqual(whole.subarray(-5));
    expect((await get(address, { range: `bytes=${whole.length}-` })).status).toBe(416);
    const cached = await get(address, { 'if-none-match': `"${photo.files.original}"` });
    expect([cached.status, cached.headers.get('cache-control')]).toEqual([
      304,
      'private, max-age=31536000, immutable',
    ]);
  });

  test('what is no photo is refused with a sentence and changes nothing', async () => {
    const { call, post } = await open();
    const response = await post('/photos?name=notes.jpg', 'just words');
    const failure = (await response.json()) as Failure;
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(failure.code).toBe('not-an-image');
    expect(failure.message).toContain('notes.jpg');
    expect((await call('snapshot', {})).photos).toEqual([]);
  });

  test('a run is announced, makes a map of metres, and can be exported', async () => {
    const { engine, call, get, upload } = await open();
    const photo = await upload();
    const events: ProjectEvent[] = [];
    const stop = await listen(get, (event) => events.push(event));

    const [queued] = await call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    expect(queued).toMatchObject({ state: 'queued', packId: 'fastdepth', result: null });
    const run = await engine.whenEnded(queued.id);
    expect(run.error).toBeNull();
    expect(run).toMatchObject({
      state: 'done',
      provider: 'cpu',
      result: {
        kind: 'metric',
        unit: 'metres',
        model: { width: 224, height: 224 },
        view: { width: 96, height: 80 },
      },
    });
    expect(run.stages.map((stage) => stage.name)).toContain('network');
    expect(run.peakMemoryBytes).toBeGreaterThan(1e6);

    const view = await get(`/files/${run.result?.view.file}`);
    const metres = new Float32Array(await view.arrayBuffer());
    expect(metres.length).toBe(96 * 80);
    expect(metres.every((value) => value > 0.1 && value < 20)).toBe(true);

    const made = await call('exportPointCloud', { runId: run.id, options: {} });
    expect(made).toMatchObject({ state: 'done', fileName: 'coffee_80x96.fastdepth.ply' });
    const file = await get(`/exports/${made.id}`);
    expect(file.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''coffee_80x96.fastdepth.ply",
    );
    expect((await file.text()).startsWith('ply\nformat binary_little_endian 1.0\n')).toBe(true);
    const image = await call('exportDepthImage', { runId: run.id, options: { polarity: 'near-black' } });
    expect(
      Buffer.from(await (await get(`/exports/${image.id}`)).arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');

    // The page shows what it downloads, and the command line writes the same bytes.
    const options = meshOptionsSchema.parse({ triangles: 2000 });
    const mesh = await call('exportMesh', { runId: run.id, options });
    const shown = Buffer.from(await (await get(`/exports/${mesh.id}`)).arrayBuffer());
    const path = join(await temporaryFolder(), 'mesh.glb');
    const request = { kind: 'mesh', options } as const;
    await engine.local('writeExportTo', { photo, run, request, path, overwrite: false });
    expect(shown.equals(await readFile(path))).toBe(true);

    await expect
      .poll(() => {
        const rows = events.flatMap((event) => (event.event === 'changes' ? event.rows : []));
        return new Set(rows.flatMap(({ table, id }) => (table === 'exports' ? id : []))).size;
      })
      .toBe(3);
    expect(events[0]).toMatchObject({ event: 'changes', isFresh: true, state: { photoCount: 1 } });
    expect(events.some((event) => event.event === 'progress' && event.progress.id === run.id)).toBe(true);
    stop();
  });

  test('the lens of a photo is edited and given back', async () => {
    const { call, upload } = await open();
    const photo = await upload();
    expect(photo.intrinsics.source).toBe('assumed');
    const edited = await call('setIntrinsics', { photoId: photo.id, lens: { fieldOfViewDegrees: 90 } });
    expect(edited.intrinsics).toMatchObject({ source: 'given', cx: 48, cy: 40 });
    expect(edited.intrinsics.fx).toBeCloseTo(48, 6);
    expect((await call('setIntrinsics', { photoId: photo.id, lens: null })).intrinsics).toEqual(
      photo.intrinsics,
    );
  });

  test('removing a photo takes its runs, exports and files along', async () => {
    const { engine, call, get, upload } = await open();
    const photo = await upload();
    const [queued] = await call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'] });
    const run = await engine.whenEnded(queued.id);
    const made = await call('exportPointCloud', { runId: run.id, options: {} });
    await call('removePhotos', { photoIds: [photo.id] });
    const { photos, runs, exports } = await call('snapshot', {});
    expect({ photos, runs, exports }).toEqual({ photos: [], runs: [], exports: [] });
    const paths = [
      `/files/${photo.files.original}`,
      `/files/${run.result?.model.file}`,
      `/exports/${made.id}`,
    ];
    expect(await Promise.all(paths.map(async (path) => (await get(path)).status))).toEqual([404, 404, 404]);
  });

  test('wrong calls are refused with a code and a sentence', async () => {
    const { call, post, upload } = await open();
    const photo = await upload();
    await expect(call('estimate', { photoIds: [photo.id], packIds: ['nothing'] })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      call('estimate', { photoIds: [photo.id], packIds: ['fastdepth'], options: { steps: 3 } }),
    ).rejects.toMatchObject({ code: 'bad-input' });
    await expect(call('estimate', { photoIds: [], packIds: ['fastdepth'] })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await expect(call('exportPointCloud', { runId: 'none', options: {} })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(call('nothing' as CallName, {} as never)).rejects.toMatchObject({ code: 'not-found' });
    expect((await post('/call/snapshot', '{}', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post('/call/snapshot', '{', { 'content-type': 'application/json' })).status).toBe(400);
  });

  test('what is not there is not found, also with dots', async () => {
    const { get } = await open();
    const paths = [
      '/nothing.html',
      '/files/abc',
      '/files/..%2f..%2fproject.db',
      '/%2e%2e/%2e%2e/package.json',
      '/exports/none',
    ];
    expect(await Promise.all(paths.map(async (path) => (await get(path)).status))).toEqual(
      paths.map(() => 404),
    );
  });

  /** Reads /events until the returned function is called. */
  async function listen(
    get: (path: string) => Promise<Response>,
    tell: (event: ProjectEvent) => void,
  ): Promise<() => void> {
    const response = await get('/events');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let rest = '';
    void (async () => {
      for (;;) {
        const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
        if (done) return;
        const lines = (rest + Buffer.from(value as Uint8Array).toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) tell(eventSchema.parse(JSON.parse(line)));
      }
    })();
    const stop = () => void reader.cancel().catch(() => {});
    onTestFinished(stop);
    return stop;
  }
}
