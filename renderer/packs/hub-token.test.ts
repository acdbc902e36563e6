import { afterEach, expect, test, vi } from 'vitest';
import { sessionToken, takeToken } from './hub-token.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await takeToken('');
});

test('a token lives for the session in a browser', async () => {
  expect(await takeToken(' hf_abc ')).toBe('session');
  expect(sessionToken()).toBe('hf_abc');
  expect(await takeToken('')).toBe('none');
  expect(sessionToken()).toBeUndefined();
});

test('the desktop app keeps it where it can, and forgets it too', async () => {
  const given: (string | null)[] = [];
  const keepHubToken = async (token: string | null) => given.push(token) === 1;
  vi.stubGlobal('window', { desktop: { keepHubToken } });
  expect(await takeToken('hf_abc')).toBe('kept');
  expect(await takeToken('hf_def')).toBe('session');
  expect(await takeToken('')).toBe('none');
  expect(given).toEqual(['hf_abc', 'hf_def', null]);
});

test('what is no token is refused and changes nothing', async () => {
  await takeToken('hf_abc');
  await expect(takeToken('hf_abc def')).rejects.toMatchObject({ code: 'bad-input' });
  expect(sessionToken()).toBe('hf_abc');
});
