import { findTexts } from './find-texts.ts';
import { readFiles } from './read-files.ts';

/** `node test/walls/texts.ts [folder ...]`: the texts of these parts of the page that are not in renderer/language. */
const ROOT = `${import.meta.dirname}/../..`;
const folders = process.argv.slice(2);
const paths = readFiles(ROOT, ['renderer']).map(({ path }) => path);
const wanted =
  folders.length === 0 ? paths : paths.filter((path) => folders.some((folder) => path.startsWith(folder)));
for (const found of wanted.flatMap((path) => findTexts(ROOT, path))) console.log(found);
