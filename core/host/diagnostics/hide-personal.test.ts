import { expect, test } from 'vitest';
import { hidePersonal } from './hide-personal.ts';

const PERSONAL = {
  home: '/home/maria',
  userName: 'maria',
  hostName: 'marias-laptop',
  appFolder: '/opt/depthroom',
  projectFolders: ['/home/maria/Pictures/Wedding (2024)'],
  photoNames: ['Anna & Tom.jpg'],
};

test.each([
  ['could not open /home/maria/Pictures/Wedding (2024)/files/ab12: busy', 'could not open <project>: busy'],
  ['"Anna & Tom.jpg" is damaged', '"<photo>" is damaged'],
  ['Anna & Tom.marigold.npy is there already', '<photo>.<photo> is there already'],
  ['/home/maria/.local/share/depthroom', '~/.local/share/depthroom'],
  ['other-photo.TIFF of maria on marias-laptop', '<photo> of <person> on <computer>'],
  ['at run (file:///opt/depthroom/core/a.ts:3:4)', 'at run (file://<app>/core/a.ts:3:4)'],
  ['ENOENT, open /mnt/Ubook/Secret/a.bin', 'ENOENT, open <folder>'],
  [String.raw`open C:\Users\Bob\x.bin failed`, 'open <folder> failed'],
  [
    'at node:internal/fs and http://127.0.0.1:80/call/x',
    'at node:internal/fs and http://127.0.0.1:80/call/x',
  ],
  ['1/2 of a step, image/png, "cpu"', '1/2 of a step, image/png, "cpu"'],
])('%s', (text, hidden) => {
  expect(hidePersonal(text, PERSONAL)).toBe(hidden);
});
