import type { Command } from 'commander';
import { queueFacts } from '../../core/project/pages/queue-facts.ts';
import { pauseQueue } from '../../core/runs/arrange-queue.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { printResult, projectFolder } from '../terminal/session.ts';
import { workAlone } from './work-alone.ts';

export function addProjectsQueue(projects: Command): void {
  const command = projects
    .command('queue')
    .description(
      'what waits in a project, which may be in use; pause it for every window and command, or go on',
    )
    .argument('[folder]', 'folder of the project')
    .option('--pause', 'start nothing any more; what is at work is finished')
    .option('--resume', 'go on');
  command.action(async (folder: string | undefined, { pause = false, resume = false }: Flags) => {
    if (pause && resume) throw new NotUnderstood('Expected --pause or --resume, but received both.');
    const path = projectFolder(command, folder);
    const need = pause || resume ? 'write' : 'read';
    const facts = await workAlone(path, { need, stage: 'queue' }, async (project) => {
      if (pause || resume) await pauseQueue({ project, changed: () => {} }, pause);
      return queueFacts(project);
    });
    const { running, waiting, failed = 0, isPaused = false } = facts;
    const state = isPaused ? 'paused' : 'not paused';
    const words = `${running.length} at work, ${waiting} waiting, ${failed} failed; the queue is ${state}`;
    printResult(command, { running: running.length, waiting, failed, isPaused }, words);
  });
}

interface Flags {
  pause?: boolean;
  resume?: boolean;
}
