import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { damaged } from './limits.ts';

/** Of the package jxl-oxide-wasm (MIT OR Apache-2.0) what is used here. */
interface JxlOxide {
  initSync(input: { module: Uint8Array }): unknown;
  JxlImage: new () => {
    feedBytes(bytes: Uint8Array): number;
    tryInit(): boolean;
    render(): { encodeToPng(): Uint8Array };
    free(): void;
    readonly loaded: boolean;
  };
}

let loaded: Promise<JxlOxide> | undefined;

async function load(): Promise<JxlOxide> {
  const module = (await import('jxl-oxide-wasm')) as unknown as JxlOxide;
  const folder = dirname(createRequire(import.meta.url).resolve('jxl-oxide-wasm/package.json'));
  module.initSync({ module: readFileSync(join(folder, 'jxl_oxide_wasm_bg.wasm')) });
  return module;
}

/**
 * A JPEG XL picture as a PNG of as many bits as it has, with its profile or its code points, decoded in WebAssembly, which has a memory of
 * its own and can do no harm: the first frame, turned upright.
 *
 * Throws `bad-input` where it is cut off or damaged.
 */
export async function decodeJxl(bytes: Buffer, name: string): Promise<Buffer> {
  loaded ??= load();
  const { JxlImage } = await loaded;
  const image = new JxlImage();
  try {
    image.feedBytes(bytes);
    if (!image.tryInit() || !image.loaded) throw damaged(name);
    // The picture goes with its being encoded.
    const png = Buffer.from(image.render().encodeToPng());
    image.free();
    return png;
  } catch (thrown) {
    // What has run into its own walls is not used again.
    loaded = undefined;
    throw thrown instanceof Error && 'code' in thrown ? thrown : damaged(name);
  }
}
