import type { Recipe } from '../../contract/mend/recipe.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Result } from '../../contract/run.ts';
import type { StoredMap } from './stored-map.ts';

export interface MendTask {
  photo: Photo;
  /** The photo as it is shown: its edges are those that a map is snapped to. */
  previewPath: string;
  map: StoredMap;
  recipe: Recipe;
  temporaryFolder: string;
}

export interface MendAnswer {
  /** Its planes are still paths. */
  result: Result;
  /** Where the recipe was written. */
  recipePath: string;
  notes: string[];
}
