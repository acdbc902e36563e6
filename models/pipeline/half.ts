/*
 * IEEE 754 binary16, as bit patterns. Node 24 has Float16Array, but its hosts (Electron) may lag, and onnxruntime takes
 * the bits of either.
 */

const bits = new DataView(new ArrayBuffer(4));

/** Every half as a float32, looked up by its bits; made at first use (256 KiB). */
let table: Float32Array | null = null;

/** float32 values of half bit patterns (IEEE 754-2008 binary16), as many, exactly. */
export function floatsFromHalves(halves: Uint16Array): Float32Array {
  table ??= makeTable();
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i]];
  return floats;
}

/** Bit patterns of the nearest halves (IEEE 754-2008 binary16, ties to even), as many; from 65520 on that is infinity. */
export function halvesFromFloats(floats: Float32Array): Uint16Array {
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < floats.length; i++) halves[i] = halfFromFloat(floats[i]);
  return halves;
}

function makeTable(): Float32Array {
  const values = new Float32Array(65536);
  for (let half = 0; half < 65536; half++) {
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const magnitude =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? Number.POSITIVE_INFINITY
            : Number.NaN
          : (1 + fraction / 1024) * 2 ** (exponent - 15);
    values[half] = half & 0x8000 ? -magnitude : magnitude;
  }
  return values;
}

function halfFromFloat(value: number): number {
  bits.setFloat32(0, value);
  const pattern = bits.getUint32(0);
  const sign = (pattern >>> 16) & 0x8000;
  const magnitude = pattern & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Subnormal halves are multiples of 2^-24: the scaling is exact, so only one rounding happens.
    return sign | roundHalfToEven(Math.abs(value) * 2 ** 24);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** Rounds to the nearest integer, halves to the even one, as numpy, torch and Python do. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
