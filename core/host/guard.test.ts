import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { endOfSignature, messageOfAddress, messageOfProof } from '../../contract/door.ts';
import { guard } from './guard.ts';
import { createKeys } from './keys.ts';

/** As the page signs. */
const hmacSha256 = (key: string, message: string) => createHmac('sha256', key).update(message).digest('hex');

const PORT = 4455;
const OWN = `127.0.0.1:${PORT}`;

function guarded() {
  const keys = createKeys();
  const seen: string[] = [];
  const handler = guard(
    async ({ method, url }) => {
      seen.push(`${method} ${new URL(url).pathname}`);
      return new Response('inside');
    },
    { keys, port: PORT },
  );
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    handler(new Request(`http://${OWN}${path}`, { method, headers: { host: OWN, ...headers }, body }));
  const status = async (...request: Parameters<typeof ask>) => (await ask(...request)).status;
  const bearer = { authorization: `Bearer ${keys.secret}` };
  return { keys, seen, ask, status, bearer };
}

test('everything but the page needs the secret', async () => {
  const { status, seen, bearer } = guarded();
  const paths = [
    '/events',
    '/files/abc',
    '/exports/abc',
    '/nothing',
    '/assets/..%2fpackage.json',
    '/assets/a/b',
  ];
  for (const path of paths) {
    expect([path, await status('GET', path)]).toEqual([path, 403]);
    expect([path, await status('GET', path, { authorization: 'Bearer guess' })]).toEqual([path, 403]);
    expect([path, await status('GET', path, { cookie: bearer.authorization })]).toEqual([path, 403]);
  }
  for (const path of ['/call/snapshot', '/photos', '/truths', '/packs/x', '/', '/code'])
    expect([path, await status('POST', path)]).toEqual([path, 403]);
  expect(seen).toEqual([]);
  expect([await status('GET', '/'), await status('GET', '/assets/index-a_b.js')]).toEqual([200, 200]);
  expect([await status('GET', '/events', bearer), await status('POST', '/call/snapshot', bearer)]).toEqual([
    200, 200,
  ]);
});

test('the secret does not help under another name or from another page', async () => {
  const { status, bearer } = guarded();
  const own = `http://${OWN}`;
  expect({
    rebound: await status('GET', '/events', { ...bearer, host: 'evil.example' }),
    reboundOnPort: await status('GET', '/events', { ...bearer, host: `evil.example:${PORT}` }),
    otherPortInHost: await status('GET', '/events', { ...bearer, host: '127.0.0.1:1' }),
    reboundPage: await status('GET', '/', { host: `evil.example:${PORT}` }),
    localhost: await status('GET', '/events', { ...bearer, host: `localhost:${PORT}` }),
    otherOrigin: await status('GET', '/events', { ...bearer, origin: 'http://evil.example' }),
    otherPort: await status('GET', '/events', { ...bearer, origin: 'http://127.0.0.1:1' }),
    otherScheme: await status('GET', '/events', { ...bearer, origin: `https://${OWN}` }),
    localhostOrigin: await status('GET', '/events', { ...bearer, origin: `http://localhost:${PORT}` }),
    nullOrigin: await status('GET', '/events', { ...bearer, origin: 'null' }),
    ownOrigin: await status('GET', '/events', { ...bearer, origin: own }),
  }).toEqual({
    rebound: 403,
    reboundOnPort: 403,
    otherPortInHost: 403,
    reboundPage: 403,
    localhost: 200,
    otherOrigin: 403,
    otherPort: 403,
    otherScheme: 403,
    localhostOrigin: 403,
    nullOrigin: 403,
    ownOrigin: 200,
  });
});

test('a browser says where a request comes from, and other sites may only show the page', async () => {
  const { status, bearer } = guarded();
  const from = (site: string, mode = 'no-cors', dest = 'empty') => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  });
  expect({
    ownFetch: await status('GET', '/events', { ...bearer, ...from('same-origin') }),
    otherPortFetch: await status('GET', '/events', { ...bearer, ...from('same-site') }),
    otherSiteFetch: await status('GET', '/events', { ...bearer, ...from('cross-site') }),
    pasted: await status('GET', '/', from('none', 'navigate', 'document')),
    redirected: await status('GET', '/', from('cross-site', 'navigate', 'document')),
    withPacketWrapper: await status('GET', '/', from('cross-site', 'navigate', 'iframe')),
    fetched: await status('GET', '/', from('same-site', 'cors')),
    script: await status('GET', '/assets/index.js', from('same-site', 'no-cors', 'script')),
    post: await status('POST', '/', from('cross-site', 'navigate', 'document')),
    enter: await status('POST', '/enter', from('same-site', 'cors')),
  }).toEqual({
    ownFetch: 200,
    otherPortFetch: 403,
    otherSiteFetch: 403,
    pasted: 200,
    redirected: 200,
    withPacketWrapper: 403,
    fetched: 403,
    script: 403,
    post: 403,
    enter: 403,
  });
});

test('a code is exchanged for keys once; they open what they are for', async () => {
  const { keys, ask, status } = guarded();
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code: keys.newCode() });
  const entered = await ask('POST', '/enter', json, body);
  expect([entered.status, entered.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(entered.headers.get('set-cookie')).toBeNull();
  const { secret, filesKey } = (await entered.json()) as { secret: string; filesKey: string };
  expect(await status('POST', '/enter', json, body)).toBe(403);
  expect(await status('POST', '/enter', json, 'null')).toBe(403);
  expect(await status('POST', '/enter', json, '{')).toBe(400);
  expect(await status('POST', '/enter', json, `"${'x'.repeat(2000)}"`)).toBe(413);

  const until = endOfSignature(Date.now());
  const signed = `/files/abc?until=${until}&signature=${hmacSha256(filesKey, messageOfAddress('/files/abc', until))}`;
  expect([await status('GET', signed), await status('HEAD', signed), await status('POST', signed)]).toEqual([
    200, 200, 403,
  ]);
  expect(await status('GET', signed, { 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await status('GET', '/events', { authorization: `Bearer ${secret}` })).toBe(200);
  expect(await status('GET', '/events', { authorization: `Bearer ${filesKey}` })).toBe(403);

  const nonce = 'a1'.repeat(16);
  const proof = await ask('GET', `/proof?nonce=${nonce}`);
  expect(await proof.text()).toBe(hmacSha256(secret, messageOfProof(nonce)));
  expect(await status('GET', '/proof?nonce=other')).toBe(400);
});

test('the key that lies on the disk makes codes and does nothing else', async () => {
  const { keys, ask, status } = guarded();
  const opener = { authorization: `Bearer ${keys.openerKey}` };
  const { code } = (await (await ask('POST', '/code', opener)).json()) as { code: string };
  expect(keys.exchange(code)?.secret).toBe(keys.secret);
  expect([await status('GET', '/events', opener), await status('POST', '/call/snapshot', opener)]).toEqual([
    403, 403,
  ]);
});

test('every answer carries the headers that keep other origins out', async () => {
  const { ask, bearer } = guarded();
  for (const response of [
    await ask('GET', '/'),
    await ask('GET', '/events'),
    await ask('GET', '/events', bearer),
  ])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
});
