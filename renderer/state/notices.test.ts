import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { call } from '../server/call.ts';
import { snapshotOf } from '../testing/sample-project.ts';
import { answerWith, refusal } from '../testing/stand-in.ts';
import { resetAllStores } from './create-store.ts';
import { attempt, dismiss, holdNotices, releaseNotices, tell, useNotices } from './notices.ts';
import { useProject } from './project.ts';

beforeEach(() => {
  vi.useFakeTimers();
  resetAllStores();
});
afterEach(() => vi.useRealTimers());

const sentences = () => useNotices.getState().notices.map(({ sentence }) => sentence);

test('good news leaves by itself, errors stay until they are dismissed', () => {
  tell('error', 'No disk.');
  tell('done', 'Copied.');
  vi.advanceTimersByTime(6001);
  expect(sentences()).toEqual(['No disk.']);
  dismiss(useNotices.getState().notices[0].id);
  expect(sentences()).toEqual([]);
});

test('good news with something to press stays longer, and as long as a person is at it', () => {
  const action = { label: 'Undo', run: () => undefined };
  tell('done', 'Removed.', action);
  tell('note', 'Look.', action);
  vi.advanceTimersByTime(11_000);
  holdNotices();
  vi.advanceTimersByTime(60_000);
  expect(sentences()).toEqual(['Removed.', 'Look.']);
  releaseNotices();
  vi.advanceTimersByTime(11_999);
  expect(sentences()).toEqual(['Removed.', 'Look.']);
  vi.advanceTimersByTime(1);
  expect(sentences()).toEqual(['Look.']);
});

test('what is said twice stands there once, at the end; good news is four at most, and pushes out no failure', () => {
  for (const sentence of ['a', 'b', 'a', 'c', 'd', 'e']) tell('error', sentence);
  expect(sentences()).toEqual(['b', 'a', 'c', 'd', 'e']);
  for (const sentence of ['1', '2', '3', '1', '4', '5']) tell('done', sentence);
  expect(sentences()).toEqual(['b', 'a', 'c', 'd', 'e', '3', '1', '4', '5']);
  expect(new Set(useNotices.getState().notices.map(({ id }) => id)).size).toBe(9);
});

test('what was said of a project leaves with it', () => {
  tell('error', 'Before any project.');
  useProject.setState({ snapshot: snapshotOf({ project: { folder: '/a', name: 'a' } }) });
  tell('error', 'Of a.');
  useProject.setState({ snapshot: snapshotOf({ project: { folder: '/a', name: 'a' } }) });
  expect(sentences()).toEqual(['Before any project.', 'Of a.']);
  useProject.setState({ snapshot: snapshotOf({ project: { folder: '/b', name: 'b' } }) });
  expect(sentences()).toEqual(['Before any project.']);
});

test('trying again is offered where it may help, and an id is no name', async () => {
  const id = '0b9f2c1e-1111-4222-8333-abcdefabcdef';
  await attempt(() => Promise.reject(new DepthroomError('busy', 'The project is locked.')));
  await attempt(() =>
    Promise.reject(new DepthroomError('not-found', `Expected a photo, but received the unknown id "${id}".`)),
  );
  await attempt(() => Promise.reject(new DepthroomError('bad-pack', `The pack ${id} fits nothing.`)));
  expect(useNotices.getState().notices.map(({ sentence, action }) => [sentence, action?.label])).toEqual([
    ['The project is locked.', 'Try again'],
    ['It is not in the project any more: it was removed in the meantime.', undefined],
    ['The pack fits nothing.', undefined],
  ]);
});

test('where nobody answers, the place that tells of the connection says so, and no other', async () => {
  answerWith(() => new TypeError('Failed to fetch'));
  expect(await attempt(() => call('listTrash', {}))).toBe(false);
  answerWith(() => refusal('forbidden', 'Expected a request from the page.', 403));
  expect(await attempt(() => call('listTrash', {}))).toBe(false);
  expect(useNotices.getState()).toMatchObject({ notices: [], unanswered: 2 });
  vi.unstubAllGlobals();
});

test('a failure can be tried again, and is answered with no', async () => {
  let tries = 0;
  const work = async () => {
    tries++;
    if (tries === 1) throw new DepthroomError('interrupted', 'It does not answer.');
    return 'there';
  };
  expect(await attempt(work)).toBe(false);
  expect(sentences()).toEqual(['It does not answer.']);
  useNotices.getState().notices[0].action?.run();
  expect(tries).toBe(2);
  expect(await attempt(work)).toBe(true);
});

test('what was cancelled is no failure', async () => {
  expect(await attempt(() => Promise.reject(new DepthroomError('cancelled', 'Stopped.')))).toBe(false);
  expect(sentences()).toEqual([]);
});
