/** Standard normal values in the order in which a torch CPU generator gives them. */
export interface Normals {
  /** The next `count` values: one call of torch.randn with so many elements. */
  draw(count: number): Float32Array;
}

/** From so many values on torch fills a whole block at once, and takes other draws than for single values. */
const BLOCK = 16;

/**
 * Standard normal values of torch.Generator('cpu').manual_seed(seed), for torch.randn in float32: MT19937 and the Box-Muller transform, in
 * both forms that torch has (ATen/native/cpu/DistributionTemplates.h normal_fill, ATen/core/DistributionsHelper.h normal_distribution).
 * Seeds from 2^32 on count by their low 32 bits. Agrees with torch to about 1e-6, since torch computes the transform in float32.
 */
export function createNormals(seed: number): Normals {
  const twister = createTwister(seed);
  let kept: number | null = null;

  /** 53-bit uniform in [0, 1): two draws, the high word first. */
  const uniform53 = () => {
    const high = twister() & 0x1fffff;
    return (high * 2 ** 32 + twister()) / 2 ** 53;
  };

  /** One value; the second of each pair is kept for the next single value, across calls. */
  const single = () => {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    const angle = 2 * Math.PI * uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53()));
    kept = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  const fillUniforms = (values: Float32Array, from: number) => {
    for (let i = from; i < values.length; i++) values[i] = (twister() & 0xffffff) / 2 ** 24;
  };

  return {
    draw(count) {
      const values = new Float32Array(count);
      if (count < BLOCK) {
        for (let i = 0; i < count; i++) values[i] = single();
        return values;
      }
      fillUniforms(values, 0);
      for (let start = 0; start + BLOCK <= count; start += BLOCK) transformBlock(values, start);
      // What 16 does not divide is made whole by 16 fresh uniforms in the last 16 places.
      if (count % BLOCK !== 0) {
        fillUniforms(values, count - BLOCK);
        transformBlock(values, count - BLOCK);
      }
      return values;
    },
  };
}

/** Box-Muller over 16 uniforms in place: the first eight give radii, the last eight angles. */
function transformBlock(values: Float32Array, start: number): void {
  for (let j = start; j < start + BLOCK / 2; j++) {
    const radius = Math.sqrt(-2 * Math.log1p(-values[j]));
    const angle = 2 * Math.PI * values[j + BLOCK / 2];
    values[j] = radius * Math.cos(angle);
    values[j + BLOCK / 2] = radius * Math.sin(angle);
  }
}

const LENGTH = 624;
const SHIFT = 397;

/** MT19937 (Matsumoto and Nishimura 1998) as a function that gives the next 32 bits, seeded by init_genrand. */
function createTwister(seed: number): () => number {
  const state = new Uint32Array(LENGTH);
  state[0] = seed % 2 ** 32;
  for (let i = 1; i < LENGTH; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let next = LENGTH;

  const regenerate = () => {
    for (let i = 0; i < LENGTH; i++) {
      const mixed = (state[i] & 0x80000000) | (state[(i + 1) % LENGTH] & 0x7fffffff);
      state[i] = state[(i + SHIFT) % LENGTH] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  };

  return () => {
    if (next === LENGTH) regenerate();
    let bits = state[next++];
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  };
}
