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
      const photos = starred ? all.filter(({ isStarred }) => isStarred) : all;
      const runsOf = ({ id }: { id: string }) => project.runs.where('photo_id', id);
      if (generalOptions(command).json) {
        return console.log(
          JSON.stringify(
            photos.map((photo) => ({ ...photo, runs: runsOf(photo) })),
            null,
            2,
          ),
        );
      }
      console.log(`${project.folder}: ${counted(photos.length, starred ? 'starred photo' : 'photo')}`);
      for (const photo of photos) {
        const done = runsOf(photo).filter(({ state }) => state === 'done');
        const packIds = [...new Set(done.map(({ packId }) => packId))];
        console.log(
          `${inOneLine(photo.name)}  ${photo.width} x ${photo.height}  ${packIds.join(', ') || 'nothing estimated yet'}`,
        );
      }
    }),
  );
}
