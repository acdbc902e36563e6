import { IntlMessageFormat } from 'intl-messageformat';
import { Fragment, type ReactNode } from 'react';
import type { en } from './en/en.ts';
import { language } from './language.ts';
import type { TextKey } from './text.ts';

/** What stands for `{name}`, and what is made of `<name>...</name>`. */
type Parts = Readonly<Record<string, string | number | ((inside: ReactNode) => ReactNode)>>;

/** A text with parts that are more than letters: a link, a key, an emphasis. `<link>here</link>` in the message is what `link` makes of "here". */
export function richText(key: TextKey, parts: Parts): ReactNode {
  const { locale, texts } = language();
  const [room, name] = key.split('.') as [keyof typeof en, never];
  const format = new IntlMessageFormat(texts[room][name] as string, locale);
  const values = Object.fromEntries(
    Object.entries(parts).map(([at, part]) => [
      at,
      typeof part === 'function' ? (inside: ReactNode[]) => part(keyed(inside)) : part,
    ]),
  );
  const said = format.format<ReactNode>(values);
  return Array.isArray(said) ? keyed(said) : said;
}

function keyed(parts: readonly ReactNode[]): ReactNode {
  // The order of a message's parts never changes.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return parts.map((part, at) => <Fragment key={at}>{part}</Fragment>);
}
