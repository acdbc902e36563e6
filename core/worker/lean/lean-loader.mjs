// Half of what a short command costs is that Node looks around: each import asks the disk where its file really lies and which package.json
// speaks of it, zod brings the sentences of sixty languages, and sharp a library for version numbers. Of our own files, which name each other
// in full, and of those of zod, commander and sharp, all that is known already. To be read before anything else of a process.
import module from 'node:module';

const ROOT = new URL('../../../', import.meta.url).href;
const OWN = { ts: 'module-typescript', js: 'module', mjs: 'module' };
/** In the place of zod's other languages: what goes wrong is said in English, which zod reads by itself. */
const NOTHING = { url: 'data:text/javascript,', format: 'module', shortCircuit: true };
/** In the place of the 47 files with which sharp reads one version number of its own. */
const VERSIONS = {
  url: new URL('./sharp-versions.mjs', import.meta.url).href,
  format: 'module',
  shortCircuit: true,
};

/**
 * Where an import leads that needs no looking up; null where Node has to look.
 *
 * @param {string} specifier as it is written
 * @param {string | undefined} parent the URL of the file that says it
 */
export function leanly(specifier, parent) {
  if (specifier === 'semver' && parent?.includes('/node_modules/sharp/')) return VERSIONS;
  if (!specifier.startsWith('.') || parent === undefined) return null;
  const isZod = parent.includes('/node_modules/zod/v4/');
  // Modules, whatever their endings say.
  const isModules = isZod || /\/node_modules\/(?:commander\/[^.]*\.js|sharp\/dist\/[^.]*\.mjs)$/.test(parent);
  const isOwn = parent.startsWith(ROOT) && !parent.includes('/node_modules/', ROOT.length - 1);
  if (!isModules && !isOwn) return null;
  const format = OWN[specifier.slice(specifier.lastIndexOf('.') + 1)];
  if (format === undefined || (isModules && format !== 'module')) return null;
  if (isZod && specifier === '../locales/index.js') return NOTHING;
  return { url: new URL(specifier, parent).href, format, shortCircuit: true };
}

module.registerHooks({
  // `require` looks by itself: what it reads is no module.
  resolve: (specifier, context, next) =>
    (context.conditions.includes('require') ? null : leanly(specifier, context.parentURL)) ??
    next(specifier, context),
});
