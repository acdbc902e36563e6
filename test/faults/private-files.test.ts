import { execFile } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { tinyPhoto } from './folders.ts';

const CLI = join(import.meta.dirname, '../../cli/depthroom.mjs');

/** Modes of all that lies below a folder, and of itself. */
async function modesIn(folder: string): Promise<{ files: Set<string>; folders: Set<string> }> {
  const modes = { files: new Set<string>(), folders: new Set<string>() };
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    const facts = await stat(join(folder, name));
    modes[facts.isDirectory() ? 'folders' : 'files'].add((facts.mode & 0o777).toString(8));
  }
  return modes;
}

test.skipIf(process.platform === 'win32')(
  'a project is for its owner only; files that a person asked for elsewhere are as they make files',
  async () => {
    const home = await temporaryFolder();
    const project = join(home, 'projects', 'mine');
    const out = join(home, 'out', 'deeper');
    const photo = await tinyPhoto(3);
    const run = async (...given: string[]) => {
      const line = ['umask 022; exec "$@"', 'sh', process.execPath, CLI, '--project', project, ...given];
      const env = { ...process.env, DEPTHROOM_HOME: join(home, 'data') };
      await promisify(execFile)('sh', ['-c', ...line], { env });
    };
    await mkdir(join(home, 'projects'));
    await run('estimate', photo, '--pack', 'fastdepth', '-o', out);
    await run('export', photo, '--pack', 'fastdepth', '--format', 'obj', '-o', join(out, 'mesh.obj'));
    await run('projects', 'backup', join(home, 'copy'));
    await run('projects', 'check');
    const ours = { files: new Set(['600']), folders: new Set(['700']) };
    expect(await modesIn(project)).toEqual(ours);
    expect(await modesIn(join(home, 'copy'))).toEqual(ours);
    const theirs = { files: new Set(['644']), folders: new Set(['755']) };
    expect((await readdir(out)).length).toBeGreaterThan(4);
    expect(await modesIn(join(home, 'out'))).toEqual(theirs);
  },
  60_000,
);
