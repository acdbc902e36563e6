import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

test('a model that is run leaves nothing outside of the data folder: no id of the computer, nothing to be sent', async () => {
  const folder = await temporaryFolder();
  const [home, here] = [join(folder, 'home'), join(folder, 'here')];
  for (const each of [home, here]) await mkdir(each);
  const { CI: _ci, GITHUB_ACTIONS: _actions, ...others } = process.env;
  const environment = { ...others, HOME: home, XDG_CACHE_HOME: '', DEPTHROOM_HOME: join(folder, 'data') };
  const given = ['estimate', SAMPLE, '--pack', 'fastdepth', '--provider', 'cpu', '-o', join(folder, 'out')];
  const child = spawn(process.execPath, [MAIN, ...given], { cwd: here, env: environment, stdio: 'pipe' });
  const told = text(child.stderr);
  child.stdout.resume();
  expect([(await once(child, 'exit'))[0], await told]).toEqual([0, '']);
  expect([await readdir(home), await readdir(here)]).toEqual([[], []]);
  expect(await readdir(join(folder, 'out'))).toHaveLength(3);
});
