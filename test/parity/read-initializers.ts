import { readFileSync } from 'node:fs';

/** The weights that an ONNX file holds itself, by their names: bytes as they lie there. Fields as in onnx.proto3. */
export function readInitializers(path: string): Map<string, { dims: number[]; bytes: Uint8Array }> {
  const [graph] = fieldsOf(readFileSync(path)).get(7) ?? [];
  const tensors = (fieldsOf(graph as Uint8Array).get(5) ?? []) as Uint8Array[];
  return new Map(
    tensors.map((tensor) => {
      const fields = fieldsOf(tensor);
      const name = Buffer.from(fields.get(8)?.[0] as Uint8Array).toString();
      const dims = (fields.get(1) ?? []).flatMap((each) =>
        typeof each === 'number' ? [each] : varints(each),
      );
      return [name, { dims, bytes: (fields.get(9)?.[0] as Uint8Array | undefined) ?? new Uint8Array(0) }];
    }),
  );
}

/** Fields of a message by their numbers; what is no number is bytes. */
function fieldsOf(message: Uint8Array): Map<number, (number | Uint8Array)[]> {
  const fields = new Map<number, (number | Uint8Array)[]>();
  for (let at = 0; at < message.length; ) {
    const [tag, start] = varint(message, at);
    const [kind, field] = [tag & 7, tag >>> 3];
    let value: number | Uint8Array;
    if (kind === 0) [value, at] = varint(message, start);
    else if (kind === 2) {
      const [length, from] = varint(message, start);
      value = message.subarray(from, from + length);
      at = from + length;
    } else {
      at = start + (kind === 1 ? 8 : 4);
      value = message.subarray(start, at);
    }
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

function varint(bytes: Uint8Array, start: number): [value: number, end: number] {
  let value = 0;
  for (let at = start, scale = 1; ; at++, scale *= 128) {
    value += (bytes[at] & 127) * scale;
    if (bytes[at] < 128) return [value, at + 1];
  }
}

function varints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0, value = 0; at < bytes.length; values.push(value)) [value, at] = varint(bytes, at);
  return values;
}
