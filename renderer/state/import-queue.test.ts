import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Desktop } from '../../contract/desktop.ts';
import { KNOWN_PHOTO_HEADER } from '../../contract/photo.ts';
import { answerWith, refusal, samplePhoto } from '../testing/stand-in.ts';
import { resetAllStores } from './create-store.ts';
import { importPhotos, useImports } from './import-queue.ts';
import { useNotices } from './notices.ts';
import { useSelection } from './selection.ts';

const file = (name: string) => new File(['bytes'], name);
const nameOf = (path: string) => new URL(path, 'http://core').searchParams.get('name') ?? '';
const untilEmpty = () => expect.poll(() => useImports.getState().total).toBe(0);
const sentences = () => useNotices.getState().notices.map(({ tone, sentence }) => `${tone}: ${sentence}`);

beforeEach(() => {
  resetAllStores();
});
afterEach(() => vi.unstubAllGlobals());

test('files go in order, two at a time, and the first that arrives is shown', async () => {
  let sending = 0;
  let most = 0;
  const asked = answerWith(async (path) => {
    most = Math.max(most, ++sending);
    await new Promise((resolve) => setTimeout(resolve, 2));
    sending--;
    return samplePhoto({ id: nameOf(path) });
  });
  importPhotos(['a', 'b', 'c'].map(file));
  importPhotos([file('d & e')]);
  expect(useImports.getState()).toMatchObject({ total: 4, through: 0, sending: 2 });
  await untilEmpty();
  expect(asked.map(nameOf)).toEqual(['a', 'b', 'c', 'd & e']);
  expect(most).toBe(2);
  expect(useSelection.getState()).toMatchObject({ photoId: 'a', marked: ['a', 'b', 'c', 'd & e'] });
  expect(sentences()).toEqual(['done: 4 of 4 photos were added.']);
});

test('a file that is refused is named once, and the others go on', async () => {
  answerWith((path) => {
    if (nameOf(path) === 'a.txt') return refusal('not-an-image', 'This is no photo.');
    if (nameOf(path) === 'b.txt') return refusal('not-an-image', 'b.txt is no photo.');
    return samplePhoto({ id: nameOf(path), name: nameOf(path) });
  });
  importPhotos(['a.txt', 'b.txt', 'c.jpg'].map(file));
  await untilEmpty();
  expect(sentences()).toEqual(['error: 1 of 3 photos were added; 2 files were not.']);
  const [{ details, action }] = useNotices.getState().notices;
  expect(details).toEqual([
    { name: 'a.txt', sentence: 'This is no photo.' },
    { name: 'b.txt', sentence: 'b.txt is no photo.' },
  ]);
  expect(action).toBeNull();

  // One is said openly.
  importPhotos([file('a.txt')]);
  await untilEmpty();
  expect(sentences().at(-1)).toBe('error: a.txt: This is no photo.');
  importPhotos(['a.txt', 'd.jpg'].map(file));
  await untilEmpty();
  expect(sentences().at(-1)).toBe('error: 1 of 2 photos were added. a.txt: This is no photo.');
  expect(useNotices.getState().notices.at(-1)?.details).toEqual([]);
});

test('files that nobody answered for are kept, and sent again by a press', async () => {
  let isThere = false;
  answerWith((path) => (isThere ? samplePhoto({ id: nameOf(path) }) : new TypeError('Failed to fetch')));
  importPhotos(['a.jpg', 'b.jpg'].map(file));
  await untilEmpty();
  const [{ sentence, action, details }] = useNotices.getState().notices;
  expect(sentence).toBe('0 of 2 photos were added; 2 files were not.');
  expect(details.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
  expect(action?.label).toBe('Try again');
  isThere = true;
  action?.run();
  await untilEmpty();
  expect(sentences().at(-1)).toBe('done: 2 of 2 photos were added.');
});

test('a file that is in the project under another name says which', async () => {
  answerWith((path) =>
    nameOf(path) === 'copy.jpg'
      ? Response.json(samplePhoto({ id: 'old', name: 'old.jpg' }), {
          headers: { [KNOWN_PHOTO_HEADER]: 'yes' },
        })
      : samplePhoto({ id: nameOf(path) }),
  );
  importPhotos(['copy.jpg', 'a.jpg'].map(file));
  await untilEmpty();
  const [{ tone, sentence, details }] = useNotices.getState().notices;
  expect([tone, sentence]).toEqual(['note', '1 of 2 photos were added; 1 is in the project already.']);
  expect(details[0]).toEqual({ name: 'copy.jpg', sentence: 'it is in the project already as "old.jpg".' });
});

test('the queue starts anew: the next photo alone is marked, without a word', async () => {
  answerWith((path) => samplePhoto({ id: nameOf(path) }));
  importPhotos([file('a'), file('b')]);
  await untilEmpty();
  useNotices.setState({ notices: [] });
  importPhotos([file('c')]);
  await untilEmpty();
  expect(useSelection.getState()).toMatchObject({ photoId: 'c', marked: ['c'] });
  expect(useImports.getState()).toMatchObject({ waiting: [], sending: 0, through: 0, added: [] });
  expect(sentences()).toEqual([]);
});

test('a photo that is handed over twice at once is sent one after the other, marked once and told', async () => {
  const working: string[] = [];
  let isTwice = false;
  answerWith(async (path) => {
    isTwice ||= working.includes(nameOf(path));
    working.push(nameOf(path));
    await new Promise((resolve) => setTimeout(resolve, 2));
    working.splice(working.indexOf(nameOf(path)), 1);
    return samplePhoto({ id: nameOf(path), name: nameOf(path) });
  });
  const twin = () => new File(['bytes'], 'a', { lastModified: 1 });
  importPhotos([twin(), twin(), file('b')]);
  importPhotos([twin()]);
  expect(useImports.getState()).toMatchObject({ total: 4, sending: 2 });
  await untilEmpty();
  expect(isTwice).toBe(false);
  expect(useSelection.getState().marked.toSorted()).toEqual(['a', 'b']);
  expect(sentences()).toEqual(['done: 2 of 4 photos were added; 2 are in the project already.']);
  expect(useImports.getState()).toMatchObject({ waiting: [], underWay: [], sending: 0 });
});

test('a photo that the project had before is marked and not said to be new', async () => {
  answerWith((path) =>
    Response.json(samplePhoto({ id: nameOf(path), name: nameOf(path) }), {
      headers: nameOf(path) === 'a' ? { [KNOWN_PHOTO_HEADER]: 'yes' } : {},
    }),
  );
  importPhotos([file('a'), file('b')]);
  await untilEmpty();
  expect(useSelection.getState().marked).toEqual(['a', 'b']);
  expect(sentences()).toEqual(['done: 1 of 2 photos were added; 1 is in the project already.']);
});

test('a folder or a file that is gone is said to be one, and nothing is sent', async () => {
  const asked = answerWith(() => samplePhoto());
  const gone = Object.assign(file('holiday'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }),
  });
  importPhotos([gone]);
  await untilEmpty();
  expect(asked).toEqual([]);
  expect(sentences()).toEqual([expect.stringMatching(/^error: "holiday" cannot be read: it is a folder/)]);
});

test('in the window photos come from where they lie, by path or by ticket, and only what lies nowhere is sent', async () => {
  const sent = answerWith(() => samplePhoto({ id: 'pasted' }));
  const importPhoto: Desktop['importPhoto'] = (file) => {
    const { name } = file as File;
    if (name === 'pasted.png') return null;
    if (name === 'broken.jpg')
      return Promise.resolve({ failure: { code: 'not-an-image', message: 'broken.jpg is no picture.' } });
    return Promise.resolve({ answer: { photo: samplePhoto({ id: name, name }), isKnown: false } });
  };
  const importOpened = vi.fn<Desktop['importOpened']>(async (ticket) => ({
    answer: { photo: samplePhoto({ id: ticket }), isKnown: true },
  }));
  vi.stubGlobal('window', { desktop: { importPhoto, importOpened } });
  const files = ['a.jpg', 'broken.jpg', 'pasted.png'].map((name) => new File(['x'], name));
  importPhotos([...files, { ticket: 't', name: 'opened.jpg' }]);
  await expect.poll(() => useImports.getState().total).toBe(0);
  expect(sent).toEqual(['/photos?name=pasted.png']);
  expect(importOpened.mock.calls).toEqual([['t']]);
  expect([...useSelection.getState().marked].sort()).toEqual(['a.jpg', 'pasted', 't']);
  expect(useNotices.getState().notices.at(-1)?.sentence).toMatch(/broken\.jpg is no picture\.$/);
});
