import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Served, serveOnLoopback } from '../../cli/app/loopback.ts';
import { endOfSignature, messageOfAddress, type PageKeys } from '../../contract/door.ts';
import type { Failure } from '../../contract/errors.ts';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine, SAMPLE } from '../open-engine.ts';
import { contractSuite } from './suite.ts';

describe('the contract through a socket', () => {
  contractSuite(async (engine) => {
    const served = await open(engine);
    return (incoming) => {
      const url = new URL(incoming.url);
      return fetch(`${served.origin}${url.pathname}${url.search}`, {
        method: incoming.method,
        headers: { ...Object.fromEntries(incoming.headers), authorization: `Bearer ${served.secret}` },
        body: incoming.body,
        duplex: 'half',
      } as RequestInit);
    };
  });
});

describe('the guard', () => {
  test('lets in whoever has the secret, and nobody else', async () => {
    const served = await open(await openTestEngine());
    const status = async (path: string, headers: Record<string, string>) =>
      (await ask(served.port, path, headers)).status;
    const authorization = `Bearer ${served.secret}`;
    const own = `127.0.0.1:${served.port}`;
    expect({
      nothing: await status('/events', {}),
      wrongSecret: await status('/files/x', { authorization: 'Bearer guess' }),
      cookie: await status('/files/x', { cookie: `depthroom-${served.port}=${served.secret}` }),
      inTheAddress: await status(`/files/x?token=${served.secret}`, {}),
      rebound: await status('/files/x', { authorization, host: 'evil.example' }),
      otherPage: await status('/files/x', { authorization, origin: 'http://evil.example' }),
      otherPort: await status('/files/x', { authorization, origin: 'http://127.0.0.1:1' }),
      nullOrigin: await status('/files/x', { authorization, origin: 'null' }),
      own: await status('/files/x', { authorization, host: own, origin: `http://${own}` }),
      localhost: await status('/files/x', { authorization, host: `localhost:${served.port}` }),
    }).toEqual({
      nothing: 403,
      wrongSecret: 403,
      cookie: 403,
      inTheAddress: 403,
      rebound: 403,
      otherPage: 403,
      otherPort: 403,
      nullOrigin: 403,
      own: 404,
      localhost: 404,
    });
  });

  test('exchanges the code of an address once; a file is had by a signed address; all of it ends with the server', async () => {
    const engine = await openTestEngine();
    const served = await open(engine);
    const photo = await engine.importPhoto(SAMPLE, 'a.png');
    const code = served.newAddress().split('#code=')[1];
    const enter = () =>
      fetch(`${served.origin}/enter`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
    const keys = (await (await enter()).json()) as PageKeys;
    expect((await enter()).status).toBe(403);
    const path = `/files/${photo.files.thumbnail}`;
    const until = endOfSignature(Date.now());
    const signature = createHmac('sha256', keys.filesKey).update(messageOfAddress(path, until)).digest('hex');
    const signed = `${path}?until=${until}&signature=${signature}`;
    const picture = await fetch(served.origin + signed);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('same-origin');

    const { port } = served;
    await served.close();
    const next = await serveOnLoopback(createHandler(engine, 'no page here'), { port });
    onTestFinished(() => next.close());
    // By node:http: fetch would use a connection of the server that is closed.
    const headers = { authorization: `Bearer ${keys.secret}` };
    expect((await ask(port, signed, {})).status).toBe(403);
    expect((await ask(port, path, headers)).status).toBe(403);
    expect((await ask(port, path, { authorization: `Bearer ${next.secret}` })).status).toBe(200);
  });
});

describe('the socket', () => {
  test('refuses a call that is too large with an answer, announced or not, and holds none of it', async () => {
    const served = await open(await openTestEngine());
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${served.secret}`,
    };
    const before = process.memoryUsage().rss;
    const answers = [
      await flood(served.port, '/call/snapshot', { ...headers, 'content-length': '1200000000' }),
      await flood(served.port, '/call/snapshot', headers),
      await flood(served.port, '/call/snapshot', { 'content-type': 'application/json' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 403]);
    expect(answers[0].body).toMatchObject({
      code: 'too-large',
      message: 'Expected at most 4.0 MB for the body of a call, but more was sent.',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  test('addresses and methods that cannot be understood are refused with one sentence', async () => {
    const served = await open(await openTestEngine());
    const authorization = `Bearer ${served.secret}`;
    const raw = (line: string) =>
      rawAnswer(
        served.port,
        `${line}\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
      );
    const lines = [
      'GET /%E0%A4%A HTTP/1.1',
      'GET //evil.example/ HTTP/1.1',
      'GET http://evil.example/ HTTP/1.1',
      'TRACE / HTTP/1.1',
      'OPTIONS * HTTP/1.1',
    ];
    for (const line of lines) {
      const answer = await raw(line);
      expect([line, answer.split('\r\n')[0]]).toEqual([line, 'HTTP/1.1 400 Bad Request']);
      expect(answer).toContain('"code":"bad-input"');
      expect(answer).not.toMatch(/URI malformed|Invalid URL|at .*:\d+/);
    }
  });

  test('a request with two names of its host is refused, and the head of the events comes to an end', async () => {
    const served = await open(await openTestEngine());
    const host = `Host: 127.0.0.1:${served.port}\r\n`;
    const rest = `Authorization: Bearer ${served.secret}\r\nConnection: close\r\n\r\n`;
    const line = async (head: string) => (await rawAnswer(served.port, head + rest)).split('\r\n')[0];
    for (const hosts of [`${host}Host: evil.example\r\n`, `Host: evil.example\r\n${host}`, host + host])
      expect(await line(`GET /files/x HTTP/1.1\r\n${hosts}`)).toBe('HTTP/1.1 400 Bad Request');
    expect(await line(`HEAD /events HTTP/1.1\r\n${host}`)).toBe('HTTP/1.1 200 OK');
  });

  test('who may only connect leaves descriptors to the project', async () => {
    const served = await open(await openTestEngine());
    const sockets = Array.from({ length: 400 }, () =>
      connect(served.port, '127.0.0.1').on('error', () => {}),
    );
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    await expect.poll(() => sockets.filter((socket) => socket.closed).length).toBe(400 - 256);
  });

  test('a sender that leaves ends quietly and leaves nothing behind', async () => {
    const engine = await openTestEngine();
    const served = await open(engine);
    const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => noise.mockRestore());
    const socket = connect(served.port, '127.0.0.1');
    socket.write(
      `POST /photos?name=a.png HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${served.secret}\r\nContent-Length: 1000\r\n\r\nhalf`,
    );
    await setTimeout(200);
    socket.destroy();
    await setTimeout(200);
    expect(noise).not.toHaveBeenCalled();
    expect((await engine.call('snapshot', {})).photos).toEqual([]);
  });

  test('a request that drips or stops is let go, whether it has the secret or not', async () => {
    const served = await serveOnLoopback(async () => new Response('inside'), { port: 0, headersMs: 300 });
    onTestFinished(() => served.close());
    const startedAt = Date.now();
    expect(await rawAnswer(served.port, 'GET / HTTP/1.1\r\nHost: 127.0')).toMatch(/^HTTP\/1.1 408 /);
    const body = `POST /photos HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nContent-Length: 1000\r\n\r\nhalf`;
    const refusal = await rawAnswer(served.port, body);
    expect(refusal).toMatch(/^HTTP\/1.1 403 /);
    expect(refusal).toContain('"code":"forbidden"');
    // Node itself lets nobody go before a minute.
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  });

  test('a port that is taken is refused with a sentence', async () => {
    const served = await open(await openTestEngine());
    const again = serveOnLoopback(async () => new Response(null), { port: served.port });
    await expect(again).rejects.toMatchObject({ code: 'exists', message: expect.stringContaining('--port') });
  });
});

async function open(engine: Parameters<typeof createHandler>[0]): Promise<Served> {
  const served = await serveOnLoopback(createHandler(engine, 'no page here'), { port: 0 });
  onTestFinished(() => served.close());
  return served;
}

/** node:http, since fetch does not let a caller choose Host. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Sends without end until an answer comes. */
function flood(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: Partial<Failure> }> {
  return new Promise((resolve, reject) => {
    const piece = Buffer.alloc(1 << 20, 32);
    let isAnswered = false;
    const outgoing = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      isAnswered = true;
      let text = '';
      response.on('data', (bytes) => {
        text += bytes;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    // The connection may end before everything was sent, once the answer is there.
    outgoing.on('error', (thrown) => !isAnswered && reject(thrown));
    const send = () => {
      while (!isAnswered && outgoing.write(piece));
    };
    outgoing.on('drain', send);
    send();
  });
}

function rawAnswer(port: number, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head));
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}
