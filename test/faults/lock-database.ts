import Database from 'better-sqlite3';

/* Holds the lock of the database that is named until it is killed. */
const database = new Database(process.argv[2]);
database.exec('BEGIN EXCLUSIVE');
console.log('locked');
// It is looked at again, or the garbage collector would close it.
setInterval(() => database.inTransaction, 1000);
