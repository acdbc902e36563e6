import { readFileSync, writeFileSync } from 'node:fs';

/*
 * Changes a HEIC file that heif-enc wrote as heif-enc cannot: `node test/photos/turn-heic.ts <in> <out> <quarter turns against the clock>`
 * adds a rotation (`irot`) to the primary picture, and makes a depth image of an alpha image by the name of its kind
 * (urn:mpeg:hevc:2015:auxid:1 to :2), with `noalpha` left as it is.
 */

const [from, to, turns] = process.argv.slice(2);
let file = readFileSync(from);

interface Found {
  at: number;
  size: number;
}
function find(type: string, start: number, end: number): Found {
  for (let at = start; at + 8 <= end; at += file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === type) return { at, size: file.readUInt32BE(at) };
  throw new Error(`no box "${type}"`);
}
function insert(at: number, bytes: Buffer, boxes: readonly Found[]): void {
  for (const box of boxes) file.writeUInt32BE(file.readUInt32BE(box.at) + bytes.length, box.at);
  file = Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);
}

const locate = () => {
  const meta = find('meta', 0, file.length);
  const inMeta = (type: string) => find(type, meta.at + 12, meta.at + meta.size);
  const iprp = inMeta('iprp');
  const inside = (type: string) => find(type, iprp.at + 8, iprp.at + iprp.size);
  return {
    meta,
    iprp,
    ipco: inside('ipco'),
    ipma: inside('ipma'),
    pitm: inMeta('pitm'),
    iloc: inMeta('iloc'),
  };
};

let added = 0;
{
  const { meta, iprp, ipco } = locate();
  const box = Buffer.from([0, 0, 0, 9, 0x69, 0x72, 0x6f, 0x74, Number(turns)]);
  insert(ipco.at + ipco.size, box, [meta, iprp, ipco]);
  added += box.length;
}
{
  const { meta, iprp, ipco, ipma, pitm } = locate();
  let count = 0;
  for (let at = ipco.at + 8; at < ipco.at + ipco.size; at += file.readUInt32BE(at)) count++;
  const primary = file.readUInt16BE(pitm.at + 12);
  let at = ipma.at + 16;
  while (file.readUInt16BE(at) !== primary) at += 3 + file[at + 2];
  file[at + 2]++;
  insert(at + 2 + file[at + 2], Buffer.from([0x80 | count]), [meta, iprp, ipma]);
  added++;
}
{
  // The media data have moved.
  const { iloc } = locate();
  const [version, sizes] = [file[iloc.at + 8], file.readUInt16BE(iloc.at + 12)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  let at = iloc.at + 16;
  for (let items = file.readUInt16BE(iloc.at + 14); items > 0; items--) {
    at += 2;
    const method = version > 0 ? file.readUInt16BE(at) & 15 : 0;
    at += (version > 0 ? 2 : 0) + 2;
    if (baseSize > 0)
      file.writeUIntBE(file.readUIntBE(at, baseSize) + (method === 0 ? added : 0), at, baseSize);
    at += baseSize;
    for (let extents = file.readUInt16BE(at), k = 0; k < extents; k++) {
      const place = at + 2 + k * (offsetSize + lengthSize);
      if (offsetSize > 0 && baseSize === 0 && method === 0)
        file.writeUIntBE(file.readUIntBE(place, offsetSize) + added, place, offsetSize);
      if (k === extents - 1) at = place + offsetSize + lengthSize;
    }
  }
}
const kind = file.indexOf('auxid:1', 0, 'latin1');
if (kind > 0) file.write('auxid:2', kind, 'latin1');
writeFileSync(to, file);
