/*
 * Ctrl-C in a terminal reaches every process of its group. What a worker is at is stopped by the process that asked for it, which hears
 * Ctrl-C too: ended in the middle of writing, a worker would leave half a file behind, and its end would be told as a failure.
 */
process.on('SIGINT', () => {});
