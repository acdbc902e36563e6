import { useComparing } from '../state/comparing.ts';
import { useProject } from '../state/project.ts';
import { type Current, currentOf } from './current-comparison.ts';

/** The reference of a photo and what is known with it, for components. */
export function useCurrent(photoId: string): Current {
  useComparing();
  useProject((state) => state.snapshot);
  return currentOf(photoId);
}
