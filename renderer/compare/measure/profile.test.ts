import { afterEach, expect, test } from 'vitest';
import { IDENTITY } from '../../../contract/maths/mapping.ts';
import { fetchLanguage } from '../../language/fetch-language.ts';
import { speak } from '../../language/language.ts';
import type { Pane } from '../../view/pane.ts';
import { nearestPlace, profilesAlong, rangeOfProfiles } from './profile.ts';
import { profileCsv } from './profile-csv.ts';

afterEach(() => speak());

const photo = { width: 8, height: 4 };

/** A pane of ground truth whose map is 1, 2, 3, 4 from left to right at half the size of the photo. */
const pane = (
  name: string,
  kind: 'metric' | 'affine-depth',
  shownKind: 'metric' | 'affine-depth',
  scale: number,
) =>
  ({
    photo,
    content: { id: name, what: 'truth', truth: { name } },
    depth: {
      map: { width: 4, height: 2, values: Float32Array.of(1, 2, 3, Number.NaN, 1, 2, 3, 4) },
      kind,
      shownBy: { ...IDENTITY, scale },
      isAligned: scale !== 1,
      shownKind,
    },
  }) as unknown as Pane;

test('a line drawn once gives every pane its own values, and says where a relative map is aligned', () => {
  const panes = [
    pane('a', 'metric', 'metric', 1),
    pane('fitted', 'metric', 'metric', 10),
    pane('b', 'affine-depth', 'metric', 10),
    pane('c', 'affine-depth', 'affine-depth', 1),
  ];
  const profiles = profilesAlong({ from: { x: 1, y: 1 }, to: { x: 7, y: 1 } }, panes, panes[0]);
  expect(profiles.alike.map(({ values }) => values)).toEqual([
    [1, 2, 2, 3, 3, Number.NaN, Number.NaN],
    [1, 2, 2, 3, 3, Number.NaN, Number.NaN],
    [10, 20, 20, 30, 30, Number.NaN, Number.NaN],
  ]);
  expect(profiles.others).toEqual(['Ground truth c']);
  expect(rangeOfProfiles(profiles.alike)).toEqual({ low: 1, high: 30 });
  expect(profileCsv(profiles).split('\r\n').slice(0, 2)).toEqual([
    'x,y,pixels,Ground truth a (metres),Ground truth fitted (metres),"Ground truth b, aligned (metres)"',
    '1.00,1.00,0.00,1,1,10',
  ]);
  expect([
    nearestPlace(profiles.places, { x: 3.1, y: 1 }, 2),
    nearestPlace(profiles.places, { x: 3.1, y: 3.5 }, 2),
  ]).toEqual([2, null]);
});

test('a title is no formula, and a negative value stays a number', () => {
  const [named] = [
    {
      ...{ title: 'a', column: '=HYPERLINK("http://a")' },
      ...{ kind: 'affine-depth' as const, values: [-0.5, Number.NaN] },
    },
  ];
  const places = [
    { x: 1, y: 1, pixels: 0 },
    { x: 2, y: 1, pixels: 1 },
  ];
  expect(profileCsv({ places, alike: [named], kind: 'affine-depth' }).split('\r\n')).toEqual([
    `x,y,pixels,"'=HYPERLINK(""http://a"") (relative)"`,
    '1.00,1.00,0.00,-0.5',
    '2.00,1.00,1.00,',
    '',
  ]);
});

test('a file is in English whatever the page speaks', async () => {
  speak(await fetchLanguage('de'));
  const panes = [pane('a', 'metric', 'metric', 1), pane('b', 'affine-depth', 'metric', 10)];
  const profiles = profilesAlong({ from: { x: 1, y: 1 }, to: { x: 7, y: 1 } }, panes, panes[0]);
  expect(profiles.alike[1].title).toMatch(/, angeglichen$/);
  expect(profileCsv(profiles).split('\r\n').slice(0, 2)).toEqual([
    'x,y,pixels,Ground truth a (metres),"Ground truth b, aligned (metres)"',
    '1.00,1.00,0.00,1,10',
  ]);
});
