import type { Comparison } from '../../../contract/compare/comparison.ts';
import {
  alignmentRows,
  metricRows,
  pairRows,
  type Rows,
  transposed,
} from '../../../contract/compare/comparison-table.ts';
import { METRIC_NAMES, METRICS, protocolOf } from '../../../contract/compare/evaluation-protocol.ts';
import type { Truth } from '../../../contract/compare/truth.ts';
import { type ColourMapName, colourMap } from '../../../contract/maths/colour-maps.ts';
import type { Run } from '../../../contract/run.ts';

import { GENERATOR } from '../../../contract/version.ts';
import type { ReportFacts } from '../../worker/report-task.ts';
import type { Picture, Pictures } from './pictures.ts';

/**
 * A comparison as one HTML file in UTF-8: no script, nothing from elsewhere, every text escaped. Metrics are told in the units of
 * contract/protocol.ts, with the protocol beside them.
 */
export function reportHtml(
  { comparison, photo, runs, truth }: ReportFacts,
  pictures: Pictures,
  colours: ColourMapName,
): string {
  const title = `Depth of ${photo.name}: ${runs.map((run) => run.packTitle).join(', ')}`;
  const hasPairs = comparison.pairs.length > 0;
  const isMetric = comparison.pairs.some((pair) => pair.absRel !== null);
  return htmlDocument(
    title,
    `<p>${escapeHtml(`${photo.name}, ${photo.width} x ${photo.height} pixels. Written by ${GENERATOR} on ${comparison.createdAt.slice(0, 10)}.`)}</p>
<figure class="photo"><img alt="The photo" src="data:image/jpeg;base64,${pictures.photo.toString('base64')}"><figcaption>The photo</figcaption></figure>
<h2>Depth</h2>
${legend(colours)}
<div class="pictures">${pictures.depth.map(figure).join('')}</div>
${pictures.differences.length > 0 ? `<h2>Differences</h2>\n<div class="pictures">${pictures.differences.map(figure).join('')}</div>` : ''}
<h2>Alignment</h2>
${htmlTable(alignmentRows(comparison))}
${htmlList(comparison.subjects.flatMap(({ title: name, fit, refusal }) => [...(fit?.notes ?? []), ...(refusal ? [refusal] : [])].map((note) => `${name}: ${note}`)))}
<h2>Numbers</h2>
<div class="meanings">${htmlTable(withMeanings(transposed(metricRows(comparison))))}</div>
<h2>Protocol</h2>
${htmlList(protocolOf(comparison))}
${hasPairs ? pairSection(comparison, isMetric) : ''}
${truth ? `<h2>Ground truth</h2>\n${htmlList(truthSentences(truth))}` : ''}
<h2>Runs</h2>
${runs.map(runSection).join('\n')}`,
  );
}

/** The table of metrics with what each means at the end of its row. */
function withMeanings([header, ...rows]: Rows): Rows {
  const meaningOf = (label: string) => {
    const name = METRIC_NAMES.find((each) => METRICS[each].label === label);
    return name ? `${METRICS[name].meaning}${BETTER[METRICS[name].better]}` : '';
  };
  return [
    [...header, 'p: the aligned map, g: the reference'],
    ...rows.map((row) => [...row, meaningOf(row[0])]),
  ];
}

/** The colours of the depth maps from far to near. */
function legend(name: ColourMapName): string {
  const colours = colourMap(name);
  const stops = Array.from(
    { length: 18 },
    (_, k) => `rgb(${colours.subarray(45 * k, 45 * k + 3).join(' ')})`,
  );
  return `<p class="legend">Colour map ${name}: far <span style="background:linear-gradient(to right,${stops.join(',')})"></span> near; the range is stated under each map, beyond it the end colours.</p>`;
}

const BETTER = { lower: '; lower is better', higher: '; higher is better', neither: '' } as const;

function pairSection(comparison: Comparison, isMetric: boolean): string {
  return `<h2>Every pair</h2>
<p>${escapeHtml(`The run of the row is aligned to that of the column by least squares, at ${comparison.pairPixels} pixels that are valid in all runs. This says how much the models agree, not which is right.`)}</p>
<h3>Rank correlation of distances</h3>${htmlTable(pairRows(comparison, 'spearman'))}
<h3>What a fit leaves over, as a share of the spread</h3>${htmlTable(pairRows(comparison, 'residualShare'))}
${isMetric ? `<h3>AbsRel against metric runs</h3>${htmlTable(pairRows(comparison, 'absRel'))}` : ''}`;
}

function figure({ png, ...words }: Picture): string {
  return htmlFigure({ ...words, png: png.toString('base64') });
}

/** A picture with what its colours mean; `png` in base64. */
export function htmlFigure({ title, caption, png }: { title: string; caption: string; png: string }): string {
  return `<figure><img alt="${escapeHtml(title)}" src="data:image/png;base64,${png}"><figcaption><strong>${escapeHtml(title)}</strong><br>${escapeHtml(caption)}</figcaption></figure>`;
}

/** A table whose first column and row are headers. */
export function htmlTable([header, ...rows]: Rows): string {
  const head = header.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** Sentences as a list; nothing where there is none. */
export function htmlList(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`;
}

function truthSentences({
  name,
  format,
  convention,
  reasons,
  confidence,
  validPixels,
  plane,
  notes,
}: Truth): string[] {
  const { meaning, scale, unit, geometry, calibration } = convention;
  return [
    `${name} (${format}), ${plane.width} x ${plane.height}, ${validPixels} valid pixels.`,
    `Read as ${meaning}, stored number times ${scale}${unit === 'metres' ? ' in metres' : ', unknown unit'}, ${geometry === 'planar' ? 'depth along the view' : 'distance along the ray, converted to depth along the view'}${calibration ? `, focal length ${calibration.focalInPixels} pixels, baseline ${calibration.baselineInMetres} m, offset ${calibration.offsetInPixels} pixels` : ''}.`,
    confidence === 'confirmed' ? 'A person confirmed this.' : `Nobody confirmed this (${confidence}).`,
    ...reasons,
    ...notes,
  ];
}

function runSection(run: Run): string {
  const weights =
    run.origin === 'starter' ? 'starter weights, not the published ones' : `${run.origin} weights`;
  const options = Object.entries(run.options).map(([name, value]) => `${name} ${value}`);
  const seconds = run.stages.reduce((sum, stage) => sum + stage.milliseconds, 0) / 1000;
  return `<h3>${escapeHtml(run.packTitle)}</h3>\n${htmlList([
    `System ${run.system}; ${weights}; licence ${run.licence}.`,
    `Pack ${run.packId}, hash ${run.packHash || '–'}.`,
    options.length > 0 ? `Settings: ${options.join(', ')}.` : 'No settings.',
    `Provider ${run.provider ?? '–'}, ${seconds.toFixed(2)} s${run.finishedAt ? `, finished ${run.finishedAt}` : ''}.`,
    ...(run.derivation ? [`Derived: ${JSON.stringify(run.derivation)}`] : []),
    ...run.notes,
  ])}`;
}

/** Text that means itself in HTML, also inside quoted attributes (HTML Living Standard, §13.3, "escaping a string"). */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A document of its own around what stands under its title, which is HTML already: no script, nothing from elsewhere. */
export function htmlDocument(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
</body>
</html>
`;
}

/** How reports look, light and dark. */
const REPORT_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 1200px; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; font-size: 1.2rem; } h3 { font-size: 1rem; }
figure { margin: 0; } figcaption { font-size: .85rem; } img { max-width: 100%; height: auto; display: block; }
.photo { max-width: 640px; }
.legend span { display: inline-block; width: 12rem; height: .8rem; vertical-align: middle; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 1rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #8884; text-align: right; white-space: nowrap; }
th:first-child { text-align: left; }
.meanings td:last-child, .meanings th:last-child { text-align: left; white-space: normal; min-width: 20rem; }
`;
