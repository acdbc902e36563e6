import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeRoom, makeSamples } from './make-presets.ts';

const run = promisify(execFile);

/** Programs that open the meshes of every preset, each in an environment of its own: Blender's is as large as Blender. */
const PROGRAMS = [
  { reader: 'trimesh', name: 'trimesh', packages: ['numpy', 'scipy', 'trimesh'] },
  { reader: 'blender', name: 'blender-4.2', packages: ['bpy==4.2.0', 'numpy<2'] },
  { reader: 'blender', name: 'blender-5.0', packages: ['bpy==5.0.1', 'numpy<2'] },
];

/** Opens the room and the sample photos for every preset; answers whether all of it was as it should be. */
export async function readMeshes(folder: string): Promise<boolean> {
  await makeRoom(folder);
  await makeSamples(folder);
  let isGood = true;
  for (const { reader, name, packages } of PROGRAMS) {
    const at = join(import.meta.dirname, `../../node_modules/.cache/depthroom/readers-${name}`);
    const python = join(at, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
    try {
      await run(python, ['--version']).catch(() => run('python3', ['-m', 'venv', at]));
      await run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
    } catch {
      console.warn(`Without ${name}: it could not be installed.`);
      continue;
    }
    const script = join(import.meta.dirname, 'read_meshes.py');
    const { stdout, stderr } = await run(python, [script, folder, reader], { maxBuffer: 1 << 24 }).catch(
      (thrown) => {
        isGood = false;
        return thrown as { stdout: string; stderr: string };
      },
    );
    // Blender says what it imports, on the same output.
    const lines = stdout
      .split('\n')
      .filter((line) => /^(ok|FAIL|-|all read|\d+ failed|Blender|trimesh)/.test(line));
    console.log(lines.join('\n'));
    if (!isGood) console.error(stderr.trimEnd());
  }
  return isGood;
}
