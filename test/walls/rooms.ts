/**
 * The rooms of the house, from the ground up: a file may import its own room and any that stands before it, type imports included. Rooms in
 * one row are neighbours and do not know each other. ARCHITECTURE.md says what each is for.
 */
export interface House {
  /** The longest path that a file's path begins with is its room. */
  rows: readonly (readonly string[])[];
  /** Doors that lead to one room only, by the room's path: nothing but these may be imported by it. */
  only?: Readonly<Record<string, readonly string[]>>;
}

export const HOUSE: House = {
  rows: [
    ['contract'],
    ['contract/maths'],
    ['contract/geometry'],
    ['contract/exports'],
    ['contract/compare'],
    ['contract/mend'],
    ['contract/calls'],
    ['models/pipeline'],
    ['models/diffusion', 'models/fastdepth', 'models/disparity', 'models/zoedepth'],
    ['models/marigold', 'models/metricgold', 'models/betterdepth'],
    ['models'],
    ['core/disk'],
    ['core/formats', 'core/geometry'],
    ['core/geometry/mesh'],
    ['core/worker'],
    ['core/providers'],
    ['core/project'],
    ['core/photos'],
    ['core/library/packs'],
    ['core/library/bind'],
    ['core/library/download'],
    ['core/library/hub'],
    ['core/library'],
    ['core/runs'],
    ['core/exports'],
    ['core/exports/points', 'core/exports/image'],
    ['core/exports/mesh'],
    ['core/compare/measure'],
    ['core/compare/truth', 'core/compare/report'],
    ['core/compare/benchmark'],
    ['core/compare'],
    ['core/tasks/providers'],
    ['core/tasks'],
    ['core/host'],
    ['renderer/server'],
    ['renderer/state'],
    ['renderer/view/maths'],
    ['renderer/view'],
    ['renderer/controls'],
    ['renderer/compare/styles'],
    ['renderer/compare/truth', 'renderer/compare/measure'],
    ['renderer/export/request', 'renderer/export/viewer', 'renderer/export/preview'],
    [
      'renderer/compare',
      'renderer/export',
      'renderer/inspector',
      'renderer/keyboard',
      'renderer/library',
      'renderer/packs',
      'renderer/project',
      'renderer/status',
    ],
    ['renderer/stage/rendering/shaders'],
    ['renderer/stage/rendering'],
    ['renderer/stage/controller'],
    ['renderer/stage/bars', 'renderer/stage/panes'],
    ['renderer/stage'],
    ['cli/terminal'],
    ['cli/batch'],
    ['cli/app', 'cli/packs', 'cli/photos', 'cli/projects', 'cli/providers'],
    ['cli/mend', 'cli/sequence'],
    ['cli', 'electron', 'renderer'],
    ['test'],
  ],
  only: {
    renderer: ['contract', 'renderer'],
    electron: ['contract', 'core', 'electron'],
    cli: ['contract', 'core', 'cli'],
    models: ['contract', 'models'],
  },
};
