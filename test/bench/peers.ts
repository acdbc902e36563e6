import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const PEERS = ['open3d', 'trimesh', 'fast-simplification'] as const;
export type Peer = (typeof PEERS)[number];

export interface Peers {
  python: string;
  /** Versions of those that can be used. */
  versions: Partial<Record<Peer, string>>;
}

const PACKAGES: Record<Peer, string[]> = {
  open3d: ['open3d', 'libusb-package'],
  trimesh: ['trimesh', 'numpy'],
  'fast-simplification': ['fast-simplification', 'numpy'],
};

/** Makes a virtual environment with the peers in a cache folder, or takes the one there. What is out of reach is said and left out. */
export async function openPeers(cache: string): Promise<Peers> {
  const folder = join(cache, 'bench-venv');
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const versions: Peers['versions'] = {};
  try {
    await run(python, ['--version']).catch(() => run('python3', ['-m', 'venv', folder]));
  } catch (thrown) {
    console.warn(`Skipping the peers: python3 -m venv failed (${firstLine(thrown)}).`);
    return { python, versions };
  }
  for (const peer of PEERS) {
    try {
      const found = await versionOf(python, peer).catch(async () => {
        console.warn(`Installing ${peer} ...`);
        await run(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES[peer]], { maxBuffer: 1 << 26 });
        return versionOf(python, peer);
      });
      versions[peer] = found;
    } catch (thrown) {
      console.warn(`Skipping ${peer}: it could not be installed (${firstLine(thrown)}).`);
    }
  }
  return { python, versions };
}

async function versionOf(python: string, peer: Peer): Promise<string> {
  const script = `import importlib.metadata, numpy; print(importlib.metadata.version("${peer}"))`;
  return (await run(python, ['-c', script])).stdout.trim();
}

function firstLine(thrown: unknown): string {
  return String(thrown instanceof Error ? thrown.message : thrown).split('\n')[0];
}
