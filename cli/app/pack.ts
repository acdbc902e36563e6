import { execFile } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeFolders } from '../../core/disk/make-folder.ts';
import manifest from '../../package.json' with { type: 'json' };

/*
 * The command line as a package that npm installs anywhere: `dist/package`, and the tarball that `npm pack` makes of it. Node strips types of
 * no file below `node_modules`, so that the package holds JavaScript: the same files with their types blanked out.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['contract', 'models', 'core', 'cli'];
/** What only a checkout needs. */
const LEFT_OUT = /\.test\.ts$|^cli\/app\/pack\.ts$|^models\/(training|export)\//;
/**
 * Its installer would fetch CUDA libraries, and fail where it cannot, so that it travels inside the package without it; with what it needs
 * to run.
 */
const INSIDE = ['onnxruntime-node', 'onnxruntime-common'];

/** A relative import of TypeScript, or a file that is named by a URL. */
const TYPESCRIPT_PATH = /(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g;

/** JavaScript of TypeScript: types become blanks, so that lines and columns stay what they were. */
function compiled(source: string): string {
  return stripTypeScriptTypes(source, { mode: 'strip' }).replace(TYPESCRIPT_PATH, '$1$2.js$1');
}

async function copySources(target: string): Promise<void> {
  for (const folder of FOLDERS) {
    const names = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
    for (const entry of names.filter((each) => each.isFile())) {
      const from = join(entry.parentPath, entry.name);
      const path = from.slice(ROOT.length).replaceAll('\\', '/').replace(/^\//, '');
      if (LEFT_OUT.test(path) || !/\.(ts|mjs|json|md)$/.test(path)) continue;
      const to = join(target, path.replace(/\.ts$/, '.js'));
      await makeFolders(dirname(to));
      if (path.endsWith('.ts')) await writeFile(to, compiled(await readFile(from, 'utf8')));
      else await cp(from, to);
    }
  }
}

/** A package without its scripts and the files that only they use. */
async function copyInside(name: string, target: string, platforms: readonly string[]): Promise<void> {
  const from = join(ROOT, 'node_modules', name);
  const to = join(target, 'node_modules', name);
  const isMeant = (path: string) => {
    const [, platform] = /[\\/]bin[\\/]napi-v\d+[\\/](\w+[\\/]\w+)/.exec(path) ?? [];
    return (
      !/[\\/]script([\\/]|$)|\.map$/.test(path.slice(from.length)) &&
      (platform === undefined || platforms.includes(platform.replace(/[\\/]/, '-')))
    );
  };
  await cp(from, to, { recursive: true, filter: isMeant });
  const facts = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'));
  const dependencies = Object.entries(facts.dependencies ?? {}).filter(([each]) => INSIDE.includes(each));
  const { scripts, devDependencies, ...kept } = facts;
  const lean = { ...kept, dependencies: Object.fromEntries(dependencies) };
  await writeFile(join(to, 'package.json'), JSON.stringify(lean, null, 2));
}

function packageFacts(): object {
  const { name, version, description, license, author, type, dependencies } = manifest;
  return {
    name,
    version,
    description,
    license,
    author,
    type,
    private: true,
    engines: { node: '>=22.18' },
    bin: manifest.bin,
    dependencies,
    bundleDependencies: INSIDE.filter((each) => each in dependencies),
  };
}

/** Makes `dist/package` and its tarball for some platforms (`linux-x64`, `darwin-arm64`, `win32-x64`, ...); answers with the tarball's path. */
async function packCommandLine(platforms: readonly string[]): Promise<string> {
  const target = join(ROOT, 'dist', 'package');
  await rm(target, { recursive: true, force: true });
  await copySources(target);
  for (const name of ['resources', 'LICENSE', 'THIRD_PARTY.md', 'README.md'])
    await cp(join(ROOT, name), join(target, name), { recursive: true });
  // Without the page the commands work, and `serve` and `open` do not.
  const page = join(ROOT, 'dist', 'renderer');
  await cp(page, join(target, 'dist', 'renderer'), { recursive: true }).catch(() =>
    console.error('The page is not built (npm run build): this package has no "depthroom serve".'),
  );
  for (const name of INSIDE) await copyInside(name, target, platforms);
  await writeFile(join(target, 'package.json'), `${JSON.stringify(packageFacts(), null, 2)}\n`);
  const shell = process.platform === 'win32';
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', target, '--json', '--pack-destination', join(ROOT, 'dist')],
    { cwd: ROOT, shell, maxBuffer: 1 << 26 },
  );
  const [{ filename }] = JSON.parse(stdout) as { filename: string }[];
  return join(ROOT, 'dist', filename);
}

const platforms = process.argv.slice(2);
console.log(
  await packCommandLine(platforms.length > 0 ? platforms : [`${process.platform}-${process.arch}`]),
);
