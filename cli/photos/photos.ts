import type { Command } from 'commander';
import { counted } from '../terminal/counted.ts';
import { withProject } from '../terminal/project-only.ts';
import { generalOptions } from '../terminal/session.ts';
import { inOneLine } from '../terminal/visible.ts';

export function addPhotos(program: Command): void {
  const command = program
    .command('photos')
    .description('the photos of the project and what was estimated for them');
  command.option('--starred', 'only those with a star').action(({ starred }: { starred?: true }) =>
    withProject(command, (project) => {
      const all = project.photos.all();
      const runs = project.runs.all();
      const photos = starred ? all.filter(({ isStarred }) => isStarred) : all;
      if (generalOptions(command).json) {
        return console.log(
          JSON.stringify(
            photos.map((photo) => ({ ...photo, runs: runs.filter((run) => run.photoId === photo.id) })),
            null,
            2,
          ),
        );
      }
      console.log(`${project.folder}: ${counted(photos.length, starred ? 'starred photo' : 'photo')}`);
      for (const photo of photos) {
        const done = runs
          .filter((run) => run.photoId === photo.id && run.state === 'done')
          .map((run) => run.packId);
        console.log(
          `${inOneLine(photo.name)}  ${photo.width} x ${photo.height}  ${[...new Set(done)].join(', ') || 'nothing estimated yet'}`,
        );
      }
    }),
  );
}
