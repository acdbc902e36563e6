import type { Comparison } from '../../../contract/compare/comparison.ts';
import {
  alignmentRows,
  metricRows,
  pairRows,
  type Rows,
  transposed,
} from '../../../contract/compare/comparison-table.ts';
import { protocolOf } from '../../../contract/compare/evaluation-protocol.ts';
import type { Language } from '../../../contract/language/languages.ts';
import type { Say } from '../../../contract/language/sentence-in.ts';
import { type ColourMapName, colourMap } from '../../../contract/maths/colour-maps.ts';
import type { ReportFacts } from '../../worker/report-task.ts';
import { escapeHtml, htmlDocument, htmlFigure, htmlList, htmlTable } from './html.ts';
import type { Picture, Pictures } from './pictures.ts';
import {
  aboutPhoto,
  fitNotes,
  HEADINGS,
  legendWords,
  meaningRows,
  pairWords,
  reportTitle,
  runWords,
  truthWords,
} from './report-words.ts';

/** How a report looks and speaks. */
interface ReportForm {
  colours: ColourMapName;
  language: Language;
  say: Say;
}

/**
 * A comparison as one HTML file in UTF-8: no script, nothing from elsewhere, every text escaped. Metrics are told in the units of
 * contract/compare/evaluation-protocol.ts, with the protocol beside them. What is said is said in one language; its numbers follow.
 */
export function comparisonHtml(
  facts: ReportFacts,
  pictures: Pictures,
  { colours, language, say }: ReportForm,
): string {
  const { comparison, runs, truth } = facts;
  const row = (sentences: readonly string[]) => sentences.map(say).join(' ');
  const cell = (text: string) => cellText(text, language, say);
  const told = (rows: Rows) => htmlTable(rows.map((cells) => cells.map(cell)));
  const section = (heading: keyof typeof HEADINGS, content: string) =>
    `<h2>${escapeHtml(say(HEADINGS[heading]))}</h2>\n${content}`;
  const figures = (each: readonly Picture[]) =>
    `<div class="pictures">${each.map((picture) => figure(picture, say)).join('')}</div>`;
  const photo = escapeHtml(say(HEADINGS.photo));

  const parts = [
    `<p>${escapeHtml(row(aboutPhoto(facts)))}</p>`,
    `<figure class="photo"><img alt="${photo}" src="data:image/jpeg;base64,${pictures.photo.toString('base64')}"><figcaption>${photo}</figcaption></figure>`,
    section('depth', `${legend(colours, say)}\n${figures(pictures.depth)}`),
    pictures.differences.length > 0 ? section('differences', figures(pictures.differences)) : '',
    section(
      'alignment',
      `${told(alignmentRows(comparison))}\n${htmlList(fitNotes(comparison).map(({ title, note }) => `${say(title)}: ${say(note)}`))}`,
    ),
    section(
      'numbers',
      `<div class="meanings">${htmlTable(metricsWithMeanings(comparison, cell, say))}</div>`,
    ),
    section('protocol', htmlList(protocolOf(comparison).map(say))),
    comparison.pairs.length > 0 ? section('pairs', pairs(comparison, row, told, say)) : '',
    truth ? section('truth', htmlList(truthWords(truth).map(row))) : '',
    section(
      'runs',
      runs
        .map((run) => `<h3>${escapeHtml(say(run.packTitle))}</h3>\n${htmlList(runWords(run).map(row))}`)
        .join('\n'),
    ),
  ];
  return htmlDocument(say(reportTitle(facts)), parts.filter((part) => part !== '').join('\n'), language);
}

function metricsWithMeanings(comparison: Comparison, cell: Say, say: Say): Rows {
  const rows = transposed(metricRows(comparison));
  const meanings = meaningRows(rows);
  return rows.map((cells, at) => [...cells.map(cell), meanings[at].map(say).join('; ')]);
}

/** The colours of the depth maps from far to near. */
function legend(name: ColourMapName, say: Say): string {
  const colours = colourMap(name);
  const stops = Array.from(
    { length: 18 },
    (_, k) => `rgb(${colours.subarray(45 * k, 45 * k + 3).join(' ')})`,
  );
  const [before, between, behind] = legendWords(name).map((words) => escapeHtml(say(words)));
  return `<p class="legend">${before} <span style="background:linear-gradient(to right,${stops.join(',')})"></span> ${between}. ${behind}</p>`;
}

function pairs(
  comparison: Comparison,
  row: (sentences: readonly string[]) => string,
  told: (rows: Rows) => string,
  say: Say,
): string {
  const isMetric = comparison.pairs.some((pair) => pair.absRel !== null);
  const shown = (['spearman', 'residualShare', ...(isMetric ? ['absRel' as const] : [])] as const).map(
    (of) => `<h3>${escapeHtml(say(HEADINGS[of]))}</h3>${told(pairRows(comparison, of))}`,
  );
  return `<p>${escapeHtml(row(pairWords(comparison)))}</p>\n${shown.join('\n')}`;
}

function figure({ title, caption, png }: Picture, say: Say): string {
  return htmlFigure({ title: say(title), caption, png: png.toString('base64') });
}

/** A cell of a table: large counts in groups, a true minus sign, words and decimals of the language. */
function cellText(text: string, language: Language, say: Say): string {
  if (/^\d{5,}$/.test(text)) return Number(text).toLocaleString(language);
  return say(text).replace(/^-(?=\d)/, '\u2212');
}
