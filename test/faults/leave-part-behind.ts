import { startPartFile } from '../../core/disk/part-file.ts';

/** A process that is writing a file, says so, and waits to be killed. */
const part = await startPartFile(process.argv[2], { overwrite: false });
await part.write(Buffer.from('half a file'));
process.send?.('started');
setInterval(() => {}, 1000);
