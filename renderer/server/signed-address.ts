import { endOfSignature, messageOfAddress } from '../../contract/door.ts';
import { filesKey } from './door.ts';
import { hmacSha256 } from './hmac.ts';

/** What was signed for this end with this key: a list of pictures asks for all of them whenever it is drawn. */
let known: { key: string; until: number; addresses: Map<string, string> } | null = null;

/**
 * The address of a file or an export for a picture or a link, which can carry no header: it opens that one file, for minutes.
 * The same for all who ask within five minutes. In the window of the app it is the path alone.
 */
export function signedAddress(path: string, nowMs: number = Date.now()): string {
  const key = filesKey();
  if (key === null) return path;
  const until = endOfSignature(nowMs);
  if (known?.key !== key || known.until !== until) known = { key, until, addresses: new Map() };
  const address =
    known.addresses.get(path) ??
    `${path}?until=${until}&signature=${hmacSha256(key, messageOfAddress(path, until))}`;
  known.addresses.set(path, address);
  return address;
}

/** Pictures that come into sight late, and links that are followed late, get a fresh signature first. Once for the page. */
export function renewAddresses(): void {
  const renewLink = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="/exports/"]') : null;
    const path = link && pathOf(link.href);
    if (link && path) link.setAttribute('href', signedAddress(path));
  };
  for (const name of ['pointerdown', 'click', 'auxclick', 'contextmenu'])
    document.addEventListener(name, renewLink, { capture: true });
  document.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLImageElement)) return;
      const path = pathOf(target.src);
      const fresh = path && signedAddress(path);
      // The same address again would fail again, for ever.
      if (fresh && fresh !== target.getAttribute('src')) target.setAttribute('src', fresh);
    },
    { capture: true },
  );
}

/** The path of an address that was signed here; null for every other. */
function pathOf(address: string): string | null {
  const { origin, pathname, searchParams } = new URL(address, location.href);
  return origin === location.origin && searchParams.has('signature') ? pathname : null;
}
