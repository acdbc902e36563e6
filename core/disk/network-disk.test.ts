import { expect, test } from 'vitest';
import { networkDiskOf } from './network-disk.ts';

test('network drives are told from disks by the numbers of statfs(2)', async () => {
  const named = (type: number) => networkDiskOf('/somewhere', async () => type);
  expect(await named(0x6969)).toBe('NFS');
  expect(await named(0xff534d42)).toBe('CIFS');
  // The same number as a signed one.
  expect(await named(0xff534d42 | 0)).toBe('CIFS');
  const local = { ext4: 0xef53, xfs: 0x58465342, btrfs: 0x9123683e, tmpfs: 0x01021994, zfs: 0x2fc12fc1 };
  for (const type of Object.values(local)) expect(await named(type)).toBeNull();
  expect(await networkDiskOf('/nowhere/at/all')).toBeNull();
});
