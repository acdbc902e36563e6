import { ALL_PHOTOS } from '../../../contract/calls/all-photos.ts';
import type { PhotoFilter, PhotoSort } from '../../../contract/calls/page-calls.ts';
import type { Changes, PhotoItem } from '../../../contract/calls/snapshot.ts';
import { call } from '../../server/call.ts';
import { createStore, onReset } from '../create-store.ts';
import { attempt } from '../notices.ts';
import { useProject } from '../project.ts';
import { missedBy } from './recent-changes.ts';

type Items = readonly (PhotoItem | null)[];

/** The list of photos: its order, and the parts of it that were looked at. */
interface PhotoList {
  sort: PhotoSort;
  filter: PhotoFilter;
  total: number;
  /** By number; each of `PAGE` photos. */
  pages: Readonly<Record<number, Items>>;
  /** The first photo of the list. */
  firstId: string | null;
  /** Where the last step led to: that place has to be seen. */
  aim: { place: number } | null;
}

const PAGE = 100;
/** So many parts stay. */
const MOST_PAGES = 12;
/** How often at most the list is put in order again while much changes. */
const AGAIN_MS = 500;

export const usePhotoList = createStore<PhotoList>(() => ({
  sort: 'added',
  filter: ALL_PHOTOS,
  total: 0,
  pages: {},
  firstId: null,
  aim: null,
}));

/** What is looked at now, in places of the list. */
let visible = { from: 0, to: 0 };
/** Which order the parts are of: answers to questions about another one are passed over. */
let version = 0;
let arranging: Promise<unknown> | null = null;
const underWay = new Map<string, Promise<void>>();
let timer: ReturnType<typeof setTimeout> | undefined;
let orderedAt = 0;
onReset(() => {
  visible = { from: 0, to: 0 };
  version++;
  underWay.clear();
  clearTimeout(timer);
  orderedAt = 0;
  arranging = null;
});

/** The photo at a place of the list; undefined where that part is not here, null where it cannot be read. */
export function itemAt({ pages }: Pick<PhotoList, 'pages'>, index: number): PhotoItem | null | undefined {
  return pages[Math.floor(index / PAGE)]?.[index % PAGE];
}

/** Where a photo stands, if that part of the list is here. */
export function placeHere({ pages }: Pick<PhotoList, 'pages'>, photoId: string): number | null {
  for (const [number, items] of Object.entries(pages)) {
    const at = items.findIndex((item) => item?.id === photoId);
    if (at >= 0) return Number(number) * PAGE + at;
  }
  return null;
}

/** The photos that are here, in order. */
export function idsHere(): string[] {
  return itemsHere().map(({ id }) => id);
}

/** What a photo is called, if it is here. */
export function nameHere(photoId: string): string | undefined {
  return itemHere(photoId)?.name;
}

/** What the list says of a photo, if that part of it is here. */
export function itemHere(photoId: string): PhotoItem | undefined {
  return itemsHere().find(({ id }) => id === photoId);
}

function itemsHere(): PhotoItem[] {
  const parts = Object.entries(usePhotoList.getState().pages).sort(([a], [b]) => Number(a) - Number(b));
  return parts.flatMap(([, items]) => items.filter((item) => item !== null));
}

/** Where a photo stands in the whole list. */
export async function placeOf(photoId: string): Promise<number | null> {
  const here = placeHere(usePhotoList.getState(), photoId);
  if (here !== null) return here;
  const { sort, filter } = usePhotoList.getState();
  return (await call('listPhotos', { sort, filter, from: 0, count: 0, photoId })).index;
}

/** Ids from one place to another, both with them, in the order of the list; null where not all of that part is here. */
export function idsHereBetween(one: number, other: number): string[] | null {
  const state = usePhotoList.getState();
  const ids: string[] = [];
  for (let index = Math.min(one, other); index <= Math.max(one, other); index++) {
    const item = itemAt(state, index);
    if (!item) return null;
    ids.push(item.id);
  }
  return ids;
}

/** The same, asked for where it is not here. */
export async function idsBetween(one: number, other: number): Promise<string[]> {
  const here = idsHereBetween(one, other);
  if (here) return here;
  const { sort, filter } = usePhotoList.getState();
  const from = Math.min(one, other);
  return (await call('listPhotoIds', { sort, filter, from, count: Math.max(one, other) - from + 1 })).ids;
}

/** Sees to it that the photos between two places are here. */
export function showRange(from: number, to: number): void {
  visible = { from, to };
  const last = Math.floor(to / PAGE);
  for (let number = Math.floor(from / PAGE); number <= last; number++)
    if (!usePhotoList.getState().pages[number]) void attempt(() => loadPage(number));
}

/** Puts the list in another order, or leaves photos out. */
export function arrange(change: Partial<Pick<PhotoList, 'sort' | 'filter'>>): void {
  usePhotoList.setState(change);
  const done = attempt(() => orderAgain(true)).finally(() => {
    if (arranging === done) arranging = null;
  });
  arranging = done;
}

/** Until the list is in the order that was asked for last; null where it is: what is here now stands in another one. */
export function whenArranged(): Promise<unknown> | null {
  return arranging;
}

/** Asks for what is looked at again. */
export async function orderAgain(isOther = false): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  orderedAt = performance.now();
  version++;
  const first = isOther ? 0 : Math.floor(visible.from / PAGE);
  const last = isOther ? 0 : Math.floor(visible.to / PAGE);
  const numbers = new Set([0, ...Array.from({ length: last - first + 1 }, (_, k) => first + k)]);
  await Promise.all([...numbers].map((number) => loadPage(number, true)));
}

function loadPage(number: number, isAnew = false): Promise<void> {
  const asked = version;
  const key = `${asked} ${number}`;
  const known = underWay.get(key);
  if (known) return known;
  const { sort, filter } = usePhotoList.getState();
  const loading = (async () => {
    const answer = await call('listPhotos', { sort, filter, from: number * PAGE, count: PAGE });
    // Another order, or another project, whose list is asked for when it is told.
    if (asked !== version || answer.feed !== useProject.getState().feed) return;
    const missed = missedBy(answer);
    // Overtaken by more than is remembered: asked for again.
    if (!missed) return underWay.delete(key) && loadPage(number, isAnew);
    const items = patched(answer.items, missed.items);
    usePhotoList.setState(({ pages, firstId }) => ({
      total: answer.total,
      pages: { ...nearest(pages, number, isAnew ? asked : null), [number]: items },
      firstId: number === 0 ? (items.find((item) => item !== null)?.id ?? null) : firstId,
    }));
    pageVersions.set(number, asked);
  })().finally(() => underWay.delete(key)) as Promise<void>;
  underWay.set(key, loading);
  return loading;
}

/** As of which order each part is. */
const pageVersions = new Map<number, number>();

/** The parts that stay beside a new one: those nearby, and none of an order that is over once it is here. */
function nearest(pages: PhotoList['pages'], number: number, order: number | null): PhotoList['pages'] {
  const kept = Object.entries(pages)
    .filter(([other]) => {
      const isLookedAt =
        Number(other) >= Math.floor(visible.from / PAGE) && Number(other) <= Math.floor(visible.to / PAGE);
      return order === null || isLookedAt || pageVersions.get(Number(other)) === order;
    })
    .sort(([a], [b]) => Math.abs(Number(a) - number) - Math.abs(Number(b) - number))
    .slice(0, MOST_PAGES - 1);
  return Object.fromEntries(kept);
}

function patched(items: Items, changed: readonly PhotoItem[]): Items {
  if (changed.length === 0) return items;
  const byId = new Map(changed.map((item) => [item.id, item]));
  if (!items.some((item) => item && byId.has(item.id))) return items;
  return items.map((item) => (item && byId.get(item.id)) ?? item);
}

/** Keeps the list as it is after changes: photos in their places, or all of it in order again where they may stand elsewhere. */
export function listChanges({ rows, items, state }: Changes, countBefore: number): void {
  const { pages, sort, filter } = usePhotoList.getState();
  const next = Object.entries(pages).map(([number, page]) => [number, patched(page, items)] as const);
  if (next.some(([number, page]) => page !== pages[Number(number)]))
    usePhotoList.setState({ pages: Object.fromEntries(next) });
  const hasPhotos = rows.some(({ table }) => table === 'photos');
  const hasRuns = rows.some(({ table }) => table === 'runs');
  const isMoved =
    (state !== undefined && state.photoCount !== countBefore) ||
    rows.some(({ table, row }) => table === 'photos' && row === null) ||
    (hasPhotos && (sort === 'name' || filter.text !== '' || filter.isStarred)) ||
    (hasRuns && (sort === 'run' || filter.packId !== null || filter.hasFailed));
  if (isMoved) orderSoon();
}

function orderSoon(): void {
  if (timer !== undefined) return;
  const wait = Math.max(0, orderedAt + AGAIN_MS - performance.now());
  timer = setTimeout(() => {
    timer = undefined;
    if (useProject.getState().snapshot) void attempt(() => orderAgain());
  }, wait);
}
