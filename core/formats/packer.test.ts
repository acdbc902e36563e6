import { expect, test } from 'vitest';
import { createPacker } from './packer.ts';

test('room that is looked at as larger numbers begins at a multiple of them, wherever the file is by then', async () => {
  const pieces: Buffer[] = [];
  const packer = createPacker(async (bytes) => {
    pieces.push(Buffer.from(bytes));
  });
  const put = async (bytes: number, value: number, alignment?: number) => {
    const place = await packer.take(bytes, alignment);
    expect(place.at % (alignment ?? 1)).toBe(0);
    place.bytes.fill(value, place.at, place.at + bytes);
  };
  // Two odd numbers of shorts with a full piece between them: the file is at a multiple of four, the piece is not.
  await put(2 * 3, 1, 2);
  await put((1 << 20) - 8, 2);
  await put(2 * 5, 3, 2);
  await put(32, 4, 4);
  await packer.finish();
  const file = Buffer.concat(pieces);
  expect(file).toEqual(
    Buffer.concat([
      Buffer.alloc(6, 1),
      Buffer.alloc((1 << 20) - 8, 2),
      Buffer.alloc(10, 3),
      Buffer.alloc(32, 4),
    ]),
  );
});
