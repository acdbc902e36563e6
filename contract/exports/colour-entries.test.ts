import { expect, test } from 'vitest';
import { colourEntries } from './grey-scale.ts';

test('the entries of codes are those of the formula, for every exponent there is', () => {
  const white = 65534;
  for (const polarity of ['near-white', 'near-black'] as const)
    for (let step = -30; step <= 30; step++) {
      const exponent = 2 ** (step * 0.1);
      const wanted = Uint8Array.from({ length: white + 2 }, (_, code) => {
        const share = Math.min(1, code / white);
        const nearness = (polarity === 'near-white' ? share : 1 - share) ** exponent;
        return Math.round(255 * (polarity === 'near-white' ? nearness : 1 - nearness));
      });
      const found = colourEntries({ polarity, exponent } as Parameters<typeof colourEntries>[0]);
      expect(Buffer.compare(found, wanted), `${polarity} ${exponent}`).toBe(0);
    }
});
