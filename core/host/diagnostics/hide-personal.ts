import { withoutExtension } from '../../../contract/photo-files.ts';
/** What is known to be personal, beside what looks like it. */
export interface Personal {
  home: string;
  userName: string;
  hostName: string;
  /** Where the program lies. */
  appFolder: string;
  projectFolders: readonly string[];
  /** Names of photos and of ground truth. */
  photoNames: readonly string[];
}

/** Endings of what people keep photos and depth in. */
const PHOTO =
  /[^\s"'<>/\\|:*?.][^\s"'<>/\\|:*?]*\.(?:jpe?g|png|webp|avif|tiff?|gif|hei[cf]|dng|exr|pfm|npy|npz|dpt)\b/giu;
/** Absolute paths that are left, to their last slash or their end; addresses of servers are none. */
const POSIX_PATH = /(?<![\p{L}\p{N}_<>~.:/-])\/(?:[^\s"'()<>:]+\/)*[^\s"'()<>:,;]+/gu;
const WINDOWS_PATH = /(?<![\p{L}\p{N}_])(?:[a-z]:|\\)\\[^\s"'()<>,;]+/giu;
/** Shorter names would be found inside of words. */
const SHORTEST = 3;

/**
 * A text without the names of people, computers, folders and photos: `~`, `<project>`, `<photo>`, `<folder>`, `<app>` stand in their place.
 * Known ones first, the longest first, then whatever looks like a path or a picture: rather too much than too little.
 */
export function hidePersonal(text: string, personal: Personal): string {
  const { home, userName, hostName, appFolder, projectFolders, photoNames } = personal;
  const known: [string, string][] = [
    ...projectFolders.map((folder): [string, string] => [folder, '<project>']),
    [appFolder, '<app>'],
    [home, '~'],
    ...photoNames.map((name): [string, string] => [name, '<photo>']),
  ];
  let hidden = text;
  for (const [found, instead] of known.sort(([a], [b]) => b.length - a.length))
    if (found.length >= SHORTEST) hidden = replaceAll(hidden, found, instead);
  for (const [found, instead] of [
    ...photoNames.map((name) => [withoutExtension(name), '<photo>']),
    [hostName, '<computer>'],
    [userName, '<person>'],
  ])
    if (found.length >= SHORTEST) hidden = hidden.replace(wordOf(found), () => instead);
  return hidden
    .replace(PHOTO, '<photo>')
    .replace(WINDOWS_PATH, '<folder>')
    .replace(POSIX_PATH, '<folder>')
    .replace(/<project>[\\/][^\s"'()<>:,;]*/gu, '<project>');
}

/** As it is, and as it stands in JSON and in addresses of files. */
function replaceAll(text: string, found: string, instead: string): string {
  let replaced = text;
  for (const written of new Set([found, JSON.stringify(found).slice(1, -1), encodeURI(found)])) {
    const pattern = new RegExp(escaped(written), process.platform === 'linux' ? 'gu' : 'giu');
    replaced = replaced.replace(pattern, () => instead);
  }
  return replaced;
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, 'giu');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
