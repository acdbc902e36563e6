/*
 * Ctrl-C in a terminal, its closing, and the end of a service reach every process of the group. What a worker is at is stopped by the process
 * that asked for it, which hears it too: ended in the middle of writing, a worker would leave half a file behind, and its end would be
 * told as a failure. It ends with that process (worker.ts). In Electron SIGTERM is how a worker is ended.
 */
const isElectron = 'parentPort' in process;
for (const signal of ['SIGINT', 'SIGHUP', ...(isElectron ? [] : ['SIGTERM'])]) process.on(signal, () => {});
