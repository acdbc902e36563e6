import { mkdir, writeFile } from 'node:fs/promises';
import { openProject } from '../../core/project/project.ts';

/** A process with a project open: it works on something, keeps a file for its session, says so, and waits to be killed. */
const { files } = await openProject(process.argv[2], { create: true });
await mkdir(files.temporary());
const path = files.temporary();
await writeFile(path, 'a prior');
process.send?.(await files.keepForSession(path, 'application/octet-stream'));
setInterval(() => {}, 1000);
