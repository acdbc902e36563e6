const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `text` with an ellipsis instead of so much of its middle that what is left of its beginning and its end, about as much of each, fits. */
export function cutInMiddle(text: string, fits: (head: string, tail: string) => boolean): string {
  const letters = [...LETTERS.segment(text)].map(({ segment }) => segment);
  const ends = (count: number): [head: string, tail: string] => [
    letters
      .slice(0, Math.ceil(count / 2))
      .join('')
      .trimEnd(),
    letters
      .slice(letters.length - Math.floor(count / 2))
      .join('')
      .trimStart(),
  ];
  let [kept, tooMany] = [0, letters.length];
  while (tooMany - kept > 1) {
    const count = (kept + tooMany) >> 1;
    if (fits(...ends(count))) kept = count;
    else tooMany = count;
  }
  return ends(kept).join('…');
}
