import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/open-engine.ts';
import { openDatabase } from './database.ts';
import { createWriter, type WriterOptions } from './write.ts';

async function open(given: Partial<WriterOptions> = {}) {
  const path = join(await temporaryFolder(), 'project.db');
  const database = openDatabase(path);
  const other = openDatabase(path);
  onTestFinished(() => {
    database.close();
    other.close();
  });
  const writer = createWriter({ database, check: () => {}, makeRoom: async () => false, ...given });
  const add = (address: string, type = 'image/png') =>
    database.prepare('INSERT INTO files VALUES (?, ?, 7)').run(address, type);
  const addresses = () => database.prepare('SELECT address FROM files ORDER BY address').pluck().all();
  return { database, other, ...writer, add, addresses };
}

test('a change waits for the lock of another connection, and the event loop goes on', async () => {
  const { other, write, add, addresses } = await open();
  other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  setTimeout(() => other.exec('COMMIT'), 200);
  await write(() => add('a'));
  clearInterval(timer);
  expect(addresses()).toEqual(['a']);
  expect(turns).toBeGreaterThan(2);
});

test('a lock that is not given back is a failure with a sentence, and nothing is changed', async () => {
  const { other, write, add, addresses } = await open({ patienceMs: 60 });
  other.exec('BEGIN IMMEDIATE');
  await expect(write(() => add('a'))).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining('another program has it locked'),
  });
  expect(addresses()).toEqual([]);
  other.exec('ROLLBACK');
});

test('what must not be lost is tried until it is written', async () => {
  const { other, persist, add, addresses } = await open({ patienceMs: 10 });
  other.exec('BEGIN IMMEDIATE');
  const written = persist(() => add('a'));
  setTimeout(() => other.exec('COMMIT'), 300);
  await written;
  expect(addresses()).toEqual(['a']);
});

test('all of a change happens, or none of it', async () => {
  const { write, add, addresses } = await open();
  await expect(
    write(() => {
      add('a');
      throw new Error('half way');
    }),
  ).rejects.toThrow('half way');
  await expect(write(() => [add('b'), add('b')])).rejects.toMatchObject({ code: 'exists' });
  expect(addresses()).toEqual([]);
});

test('a database that may not grow is a full disk: said at once, and waited out where nothing may be lost', async () => {
  const { database, write, persist, add, addresses } = await open();
  const pages = database.pragma('page_count', { simple: true });
  database.pragma(`max_page_count = ${pages}`);
  const large = 'x'.repeat(100_000);
  await expect(write(() => add('a', large))).rejects.toMatchObject({
    code: 'no-space',
    message: expect.stringContaining('free some space'),
  });
  const written = persist(() => add('b', large));
  setTimeout(() => database.pragma('max_page_count = 1000000'), 100);
  await written;
  expect(addresses()).toEqual(['b']);
});

test('a removal may use the room that was kept for it', async () => {
  let made = 0;
  const { database, write, writeRemoval, add, addresses } = await open({
    makeRoom: async () => {
      made++;
      database.pragma('max_page_count = 1000000');
      return true;
    },
  });
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
  const large = 'x'.repeat(100_000);
  await expect(write(() => add('a', large))).rejects.toMatchObject({ code: 'no-space' });
  expect(made).toBe(0);
  await writeRemoval(() => add('a', large));
  expect([made, addresses()]).toEqual([1, ['a']]);
});

test('a closed project is no mistake of ours', async () => {
  const { database, persist, add } = await open();
  database.close();
  await expect(persist(() => add('a'))).rejects.toMatchObject({ code: 'cancelled' });
});

test('where there must be no change, none is tried', async () => {
  const { write, add, addresses } = await open({
    check: () => {
      throw new Error('taken by another computer');
    },
  });
  await expect(write(() => add('a'))).rejects.toThrow('taken by another computer');
  expect(addresses()).toEqual([]);
});
