import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';

/** File systems whose files other computers may have open too, by their numbers in statfs(2). */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
  [0x01021997, '9P'],
  [0x564c, 'NCP'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS 2'],
  [0x7461636f, 'OCFS 2'],
  [0xaad7aaea, 'PanFS'],
  [0x786f4256, 'a shared folder of VirtualBox'],
  [0xbacbacbc, 'a shared folder of VMware'],
  // sshfs and many more; some are local, and lose nothing but speed.
  [0x65735546, 'FUSE'],
]);

/** What kind of network drive a folder lies on; null for a disk of this computer, and where that cannot be told. */
export async function networkDiskOf(
  folder: string,
  typeOf: (folder: string) => Promise<number> = async (path) => (await statfs(path)).type,
): Promise<string | null> {
  if (/^[\\/]{2}[^\\/?.]/.test(resolve(folder)) && process.platform === 'win32') return 'a Windows share';
  const type = await typeOf(folder).catch(() => 0);
  return NETWORK_TYPES.get(type >>> 0) ?? null;
}
