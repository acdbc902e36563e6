/** Endings of files that are taken for photos, without the dot, in lower case. */
export const PHOTO_ENDINGS: readonly string[] = [
  ...[
    'jpg',
    'jpeg',
    'jpe',
    'jfif',
    'mpo',
    'png',
    'webp',
    'avif',
    'heic',
    'heif',
    'hif',
    'jxl',
    'tif',
    'tiff',
    'gif',
  ],
  // RAW photos, by the preview in them.
  ...[
    'dng',
    'cr2',
    'cr3',
    'nef',
    'nrw',
    'arw',
    'sr2',
    'raf',
    'rw2',
    'rwl',
    'orf',
    'pef',
    'srw',
    '3fr',
    'iiq',
  ],
];

/** What the name of a file in a folder says: a photo; nothing (no ending), so that its first bytes tell; something else; nothing of a person's. */
export type NameSays = 'photo' | 'nothing' | 'other' | 'rubbish';

/** Names that systems leave in folders: `._a.png` of macOS, which is no picture, and others that are hidden. */
const RUBBISH = /^\.|^(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__macosx)$/i;

export function nameSays(name: string): NameSays {
  if (RUBBISH.test(name)) return 'rubbish';
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase();
  if (ending === undefined) return 'nothing';
  return PHOTO_ENDINGS.includes(ending) ? 'photo' : 'other';
}

/** How many bytes of a file `looksLikePhoto` wants to see. */
export const LOOK_BYTES = 16;

/** Whether a file without an ending begins as photos do. */
export function looksLikePhoto(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, LOOK_BYTES));
  const starts = ['\xff\xd8\xff', '\x89PNG', 'GIF8', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'];
  if (starts.some((start) => text.startsWith(start))) return true;
  return (
    text.slice(8, 12) === 'WEBP' ||
    /^(avif|avis|hei[cxms]|hev[cx]|mif1|msf1)$/.test(text.slice(4, 8) === 'ftyp' ? text.slice(8, 12) : '')
  );
}

/** Whether a text that lies beside a file says that Depthroom wrote it: an export's sidecar (`<file>.json`) or the record of an estimate. */
export function isOwnSidecar(text: string): boolean {
  return /"format":\s*"depthroom-export"|"generator":\s*"Depthroom /.test(text);
}

/** So many bytes of such a text are looked at. */
export const SIDECAR_BYTES = 100_000;

/** Where such a text would lie: beside the whole name, or beside the name without its ending. */
export function sidecarNames(name: string): string[] {
  return [`${name}.json`, `${name.replace(/\.[^.]+$/, '')}.json`];
}

/** One line on what else a folder holds; null where it holds nothing else. */
export function leftOutText({ others, own }: { others: number; own: number }): string | null {
  const parts = [
    ...(own > 0 ? [`${own} that Depthroom wrote`] : []),
    ...(others > 0
      ? [`${others} of ${others === 1 ? 'a kind' : 'kinds'} that ${others === 1 ? 'is' : 'are'} not read`]
      : []),
  ];
  return parts.length > 0 ? `Left out: ${parts.join(', ')}.` : null;
}

/** The name of a photo without its extension. */
export function withoutExtension(name: string): string {
  return name.replace(/\.[^.]{1,8}$/, '');
}
