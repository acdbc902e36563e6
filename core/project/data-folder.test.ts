import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { dataFolder } from './data-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.skipIf(process.platform === 'win32').each(['', 'relative/place', '.'])(
  'a home of %j is not taken for one: the folder would be another one wherever a command is given',
  (home) => {
    vi.stubEnv('HOME', home);
    const known = join(userInfo().homedir, '.local', 'share', 'depthroom');
    expect(dataFolder({}, 'linux')).toBe(known);
    expect(dataFolder({ XDG_DATA_HOME: home }, 'linux')).toBe(known);
  },
);

test('what a person says comes first', () => {
  expect(dataFolder({ DEPTHROOM_HOME: 'here', XDG_DATA_HOME: '/data' }, 'linux')).toBe('here');
  expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'depthroom'));
});
