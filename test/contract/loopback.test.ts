import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Served, serveOnLoopback } from '../../cli/loopback.ts';
import { createHandler } from '../../core/host/http.ts';
import { openTestEngine } from '../open-engine.ts';
import { contractSuite } from './suite.ts';

describe('the contract through a socket', () => {
  contractSuite(async (engine) => {
    const served = await open(engine);
    return (incoming) => {
      const url = new URL(incoming.url);
      return fetch(`http://127.0.0.1:${served.port}${url.pathname}${url.search}`, {
        method: incoming.method,
        headers: { ...Object.fromEntries(incoming.headers), authorization: `Bearer ${served.token}` },
        body: incoming.body,
        duplex: 'half',
      } as RequestInit);
    };
  });
});

describe('the guard', () => {
  test('lets in whoever has the token, and nobody else', async () => {
    const served = await open(await openTestEngine());
    const status = async (path: string, headers: Record<string, string>) =>
      (await ask(served.port, path, headers)).status;
    const cookie = `depthroom-${served.port}=${served.token}`;
    const own = `127.0.0.1:${served.port}`;
    expect({
      nothing: await status('/events', {}),
      wrongToken: await status('/?token=guess', {}),
      wrongCookie: await status('/call/snapshot', { cookie: `depthroom-${served.port}=guess` }),
      rebound: await status('/', { cookie, host: 'evil.example' }),
      otherPage: await status('/files/x', { cookie, origin: 'http://evil.example' }),
      otherPort: await status('/files/x', { cookie, origin: 'http://127.0.0.1:1' }),
      nullOrigin: await status('/files/x', { cookie, origin: 'null' }),
      own: await status('/files/x', { cookie, host: own, origin: `http://${own}` }),
      localhost: await status('/files/x', { cookie, host: `localhost:${served.port}` }),
    }).toEqual({
      nothing: 403,
      wrongToken: 403,
      wrongCookie: 403,
      rebound: 403,
      otherPage: 403,
      otherPort: 403,
      nullOrigin: 403,
      own: 404,
      localhost: 404,
    });
  });

  test('turns the token of the address into a cookie that scripts cannot read', async () => {
    const served = await open(await openTestEngine());
    const { status, headers } = await ask(served.port, `/?token=${served.token}`, {});
    expect([status, headers.location]).toEqual([303, '/']);
    expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
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
): Promise<{ status: number; headers: import('node:http').IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
