import { DepthroomError } from '../contract/errors.ts';
import type { System } from '../contract/pack.ts';
import { estimateFastDepth } from './fastdepth/estimate.ts';
import type { Estimate, Question, Room, Tools } from './room.ts';

/** Every system and its room. */
const ROOMS: { [S in System]?: Room<S> } = {
  fastdepth: estimateFastDepth,
};

/**
 * Photo in, depth map out: asks the room of the pack's system. Throws `bad-pack` and `bad-result` from the rooms, with a sentence
 * that says what was expected and received.
 */
export async function estimate<S extends System>(question: Question<S>, tools: Tools): Promise<Estimate> {
  const room = ROOMS[question.pack.system] as Room<S> | undefined;
  if (!room)
    throw new DepthroomError('bad-pack', `There is no room for the system "${question.pack.system}" yet.`);
  return room(question, tools);
}
