import { expect, test } from 'vitest';
import { COMMIT, serveHub } from '../../../test/hub-server.ts';
import { temporaryFolder } from '../../../test/open-engine.ts';
import type { Answer } from '../../../test/pack-server.ts';
import { listRepository } from './list-repository.ts';

const ID = 'somebody/large';

/** The listing of a hub of one file a page, where each page says what the next one is. */
async function list(nextOf: (page: number) => string | null) {
  const instead = (path: string, page: number): Answer | null => {
    if (!path.includes('/tree/')) return null;
    const next = nextOf(page);
    return {
      headers: next === null ? {} : { link: `<${next}>; rel="next"` },
      body: Buffer.from(JSON.stringify([{ type: 'file', path: `${page}.json`, size: 2, oid: 'ab' }])),
    };
  };
  const { endpoint, asked } = await serveHub(ID, await temporaryFolder(), { instead });
  const ports = { stallMs: 5000, retryMs: 1 };
  const access = { endpoint, id: ID, token: undefined, signal: new AbortController().signal, ports };
  return { asked, listed: listRepository(access, 'main') };
}

test('a listing is read to its fiftieth page', async () => {
  const { listed } = await list((page) => (page < 50 ? `?cursor=${page}` : null));
  const { commit, files } = await listed;
  expect([commit, files.size]).toEqual([COMMIT, 50]);
});

test.each<[string, number, (page: number) => string]>([
  ['of more pages', 50, (page) => `?cursor=${page}`],
  ['that goes on at another server', 1, () => 'https://elsewhere.invalid/tree'],
  ['that goes on nowhere', 1, () => 'https://'],
])('a listing %s is not taken as whole', async (_name, pages, nextOf) => {
  const { listed, asked } = await list(nextOf);
  await expect(listed).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining(`Expected the whole listing of ${ID} from http://127.0.0.1`),
  });
  expect(asked.filter((path) => path.includes('/tree/'))).toHaveLength(pages);
});
