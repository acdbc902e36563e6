import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** What becomes smaller. The page itself is not among them: it gets a fresh nonce each time it is sent. */
const TEXTS = new Set(['.js', '.css', '.svg', '.json', '.wasm']);

/** Puts a compressed copy beside each file of the built page that gets smaller by it: `.br` and `.gz`, as core/host/send-page.ts sends them. */
export async function compressPage(folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => TEXTS.has(extname(name)));
  for (const name of names) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const made = { br: await brotli(bytes, { params }), gz: await zip(bytes, { level: 9 }) };
    for (const [ending, compressed] of Object.entries(made))
      if (compressed.length < bytes.length) await writeFile(`${path}.${ending}`, compressed);
  }
}
