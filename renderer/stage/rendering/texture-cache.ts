import {
  DataTexture,
  FloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  NearestFilter,
  RedFormat,
  RGBAFormat,
  Texture,
} from 'three';
import { type ColourMapName, colourMap } from '../../../contract/maths/colour-maps.ts';
import { differenceColours } from '../../../contract/maths/difference-colours.ts';
import type { RankTable } from '../../view/maths/rank.ts';
import type { Plane } from '../../view/resources.ts';

/** Makes textures of what is shown and frees those that have not been shown for a while. */
export interface TextureCache {
  depth(map: Plane | null): Texture;
  picture(bitmap: ImageBitmap | null): Texture;
  colours(name: ColourMapName, isReversed: boolean): Texture;
  /** Ranks of the values of a map by level. */
  ranks(table: RankTable | null): Texture;
  /** Colours of signed differences. */
  differences(): Texture;
  /** Frees every texture that was not asked for since the last eviction; answers with the bytes of those that are left. */
  evictUnused(): number;
  dispose(): void;
}

export function createTextureCache(): TextureCache {
  const made = new Map<object | string, Texture>();
  const asked = new Set<object | string>();
  const keep = (key: object | string, make: () => Texture): Texture => {
    asked.add(key);
    const texture = made.get(key) ?? make();
    made.set(key, texture);
    return texture;
  };
  return {
    depth: (map) => keep(map ?? NO_VALUES, () => planeTexture(map ?? NO_VALUES)),
    ranks: (table) => {
      const values = table?.ranks;
      return keep(table ?? NO_VALUES, () =>
        planeTexture(values ? { values, width: values.length, height: 1 } : NO_VALUES),
      );
    },
    picture: (bitmap) => keep(bitmap ?? 'no-picture', () => pictureTexture(bitmap)),
    colours: (name, isReversed) =>
      keep(`${name} ${isReversed}`, () => tableTexture(colourMap(name), isReversed)),
    differences: () => keep('differences', () => tableTexture(differenceColours(), false)),
    evictUnused() {
      let bytes = 0;
      for (const [key, texture] of made) {
        if (asked.has(key)) {
          bytes += bytesOf(texture);
          continue;
        }
        texture.dispose();
        made.delete(key);
      }
      asked.clear();
      return bytes;
    },
    dispose() {
      for (const texture of made.values()) texture.dispose();
      made.clear();
    },
  };
}

const NO_VALUES: Plane = { values: Float32Array.of(Number.NaN), width: 1, height: 1 };

function planeTexture({ values, width, height }: Plane): Texture {
  const texture = new DataTexture(values, width, height, RedFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

function pictureTexture(bitmap: ImageBitmap | null): Texture {
  if (!bitmap) {
    const grey = new DataTexture(Uint8Array.of(28, 29, 31, 255), 1, 1, RGBAFormat);
    grey.needsUpdate = true;
    return grey;
  }
  const texture = new Texture(bitmap);
  texture.flipY = false;
  texture.generateMipmaps = true;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Every plane has four bytes a pixel; the mip levels of a picture add a third. */
function bytesOf({ image, generateMipmaps }: Texture): number {
  const { width, height } = image as { width: number; height: number };
  return Math.round(width * height * 4 * (generateMipmaps ? 4 / 3 : 1));
}

function tableTexture(table: Uint8Array, isReversed: boolean): Texture {
  const rgba = new Uint8Array(256 * 4).fill(255);
  for (let i = 0; i < 256; i++) {
    const from = 3 * (isReversed ? 255 - i : i);
    rgba.set(table.subarray(from, from + 3), 4 * i);
  }
  const texture = new DataTexture(rgba, 256, 1, RGBAFormat);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}
