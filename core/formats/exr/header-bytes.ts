/** An attribute of an OpenEXR header: name, type, length in bytes, value (OpenEXR File Layout, "Attribute Layout"). */
export function attribute(name: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0${type}\0`, 'latin1'), int32s(value.length), value]);
}

/** Whole numbers of 32 bits as OpenEXR has them, little-endian. */
export function int32s(...values: number[]): Buffer {
  return Buffer.from(Int32Array.from(values).buffer);
}
