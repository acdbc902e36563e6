/*
 * The items of a HEIF file (ISO/IEC 23008-12; boxes: ISO/IEC 14496-12): HEIC and AVIF are one container. Broken parts are left out; nothing
 * is thrown for them but by a box that claims more than there is, which ends the reading.
 */

export interface HeifProperty {
  type: string;
  /** What follows the header of the box. */
  body: Buffer;
}

export interface HeifItem {
  id: number;
  type: string;
  /** Of a `mime` item. */
  contentType: string;
  properties: HeifProperty[];
  /** Where its bytes lie: in the file, or in the `idat` box. */
  extents: { inItemData: boolean; offset: number; length: number }[];
}

export interface HeifReference {
  type: string;
  from: number;
  to: number[];
}

export interface HeifFile {
  brands: ReadonlySet<string>;
  primary: HeifItem | null;
  items: ReadonlyMap<number, HeifItem>;
  references: readonly HeifReference[];
  /** Whether there is a `moov` box: a sequence of pictures. */
  hasTracks: boolean;
  bytesOf(item: HeifItem): Buffer;
}

interface Box {
  type: string;
  body: Buffer;
}

function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    let size = bytes.readUInt32BE(at);
    let header = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = Number(bytes.readBigUInt64BE(at + 8));
      header = 16;
    } else if (size === 0) size = bytes.length - at;
    if (size < header) return;
    const end = Math.min(at + size, bytes.length);
    yield { type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + header, end) };
    at += size;
  }
}

/** Reads numbers one after the other; beyond the end everything is zero. */
class Reader {
  at = 0;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  number(size: number): number {
    if (size === 0 || this.at + size > this.bytes.length) {
      this.at += size;
      return 0;
    }
    const value =
      size === 8 ? Number(this.bytes.readBigUInt64BE(this.at)) : this.bytes.readUIntBE(this.at, size);
    this.at += size;
    return value;
  }
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString('utf8', this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.bytes.length : end + 1;
    return text;
  }
  isOver(): boolean {
    return this.at >= this.bytes.length;
  }
}

const versionOf = (box: Buffer) => box[0] ?? 0;

function readItems(body: Buffer): Map<number, HeifItem> {
  const items = new Map<number, HeifItem>();
  const countSize = versionOf(body) === 0 ? 2 : 4;
  for (const { type, body: entry } of boxesIn(body.subarray(4 + countSize))) {
    const version = versionOf(entry);
    if (type !== 'infe' || version < 2) continue;
    const reader = new Reader(entry);
    reader.at = 4;
    const id = reader.number(version === 2 ? 2 : 4);
    reader.number(2);
    const kind = entry.toString('latin1', reader.at, reader.at + 4);
    reader.at += 4;
    reader.text();
    const contentType = kind === 'mime' ? reader.text() : '';
    items.set(id, { id, type: kind, contentType, properties: [], extents: [] });
  }
  return items;
}

function readLocations(body: Buffer, items: ReadonlyMap<number, HeifItem>): void {
  const version = versionOf(body);
  const reader = new Reader(body);
  reader.at = 4;
  const sizes = reader.number(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15);
  const count = reader.number(version < 2 ? 2 : 4);
  for (let k = 0; k < count && !reader.isOver(); k++) {
    const item = items.get(reader.number(version < 2 ? 2 : 4));
    const method = version > 0 ? reader.number(2) & 15 : 0;
    reader.number(2);
    const base = reader.number(baseSize);
    const extents = reader.number(2);
    for (let e = 0; e < extents && !reader.isOver(); e++) {
      if (version > 0) reader.number(indexSize);
      const offset = base + reader.number(offsetSize);
      const length = reader.number(lengthSize);
      if (method < 2) item?.extents.push({ inItemData: method === 1, offset, length });
    }
  }
}

function readProperties(body: Buffer, items: ReadonlyMap<number, HeifItem>): void {
  const properties: HeifProperty[] = [];
  for (const { type, body: inner } of boxesIn(body)) {
    if (type === 'ipco') properties.push(...boxesIn(inner));
    if (type !== 'ipma') continue;
    const isLong = (inner.readUInt32BE(0) & 1) === 1;
    const reader = new Reader(inner);
    reader.at = 4;
    const count = reader.number(4);
    for (let k = 0; k < count && !reader.isOver(); k++) {
      const item = items.get(reader.number(versionOf(inner) < 1 ? 2 : 4));
      const many = reader.number(1);
      for (let p = 0; p < many; p++) {
        const index = reader.number(isLong ? 2 : 1) & (isLong ? 0x7fff : 0x7f);
        const property = properties[index - 1];
        if (property) item?.properties.push(property);
      }
    }
  }
}

function readReferences(body: Buffer): HeifReference[] {
  const size = versionOf(body) === 0 ? 2 : 4;
  return [...boxesIn(body.subarray(4))].map(({ type, body: inner }) => {
    const reader = new Reader(inner);
    const from = reader.number(size);
    const count = Math.min(reader.number(2), 10_000);
    return { type, from, to: Array.from({ length: count }, () => reader.number(size)) };
  });
}

/** Reads what a HEIF file holds, without decoding any of it; null for what is none, or too broken to say. */
export function readHeif(bytes: Buffer): HeifFile | null {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return null;
  try {
    return readFile(bytes);
  } catch {
    return null;
  }
}

function readFile(bytes: Buffer): HeifFile {
  const brands = new Set<string>();
  let items = new Map<number, HeifItem>();
  let primary: HeifItem | null = null;
  let references: HeifReference[] = [];
  let itemData: Buffer = Buffer.alloc(0);
  let hasTracks = false;
  for (const { type, body } of boxesIn(bytes)) {
    if (type === 'ftyp')
      for (let at = 0; at + 4 <= body.length; at += 4)
        if (at !== 4) brands.add(body.toString('latin1', at, at + 4));
    if (type === 'moov') hasTracks = true;
    if (type !== 'meta') continue;
    const inner = new Map([...boxesIn(body.subarray(4))].map((box) => [box.type, box.body]));
    const found = (name: string, read: (box: Buffer) => void) => {
      const box = inner.get(name);
      if (box) read(box);
    };
    found('iinf', (box) => {
      items = readItems(box);
    });
    found('iloc', (box) => readLocations(box, items));
    found('iprp', (box) => readProperties(box, items));
    found('iref', (box) => {
      references = readReferences(box);
    });
    found('idat', (box) => {
      itemData = box;
    });
    found('pitm', (box) => {
      primary = items.get(versionOf(box) === 0 ? box.readUInt16BE(4) : box.readUInt32BE(4)) ?? null;
    });
  }
  const bytesOf = ({ extents }: HeifItem) =>
    Buffer.concat(
      extents.map(({ inItemData, offset, length }) => {
        const from = inItemData ? itemData : bytes;
        return from.subarray(offset, length === 0 ? undefined : offset + length);
      }),
    );
  return { brands, primary, items, references, hasTracks, bytesOf };
}
