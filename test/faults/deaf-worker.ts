/* A worker that hears questions and never answers. It ends when whoever started it does. */
process.on('message', () => {});
process.on('disconnect', () => process.exit(0));
