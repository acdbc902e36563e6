import { verifyPack } from '../../core/library/packs/pack-files.ts';
import { readPack } from '../../core/library/packs/packs.ts';

/* node test/export/read-pack.ts <folder>: says what the app has against a pack's schema, sizes and sha256; nothing where all is in order. */

try {
  await verifyPack(await readPack(process.argv[2]));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
}
