import type { Rows } from '../../../contract/compare/comparison-table.ts';
import type { Language } from '../../../contract/language/languages.ts';

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
export function htmlDocument(title: string, content: string, language: Language = 'en'): string {
  return `<!doctype html>
<html lang="${language}">
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
body { max-width: 1200px; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2.5rem; font-size: 1.2rem; } h3 { font-size: 1rem; }
figure { margin: 0; } figcaption { font-size: .85rem; } img { max-width: 100%; height: auto; display: block; }
.photo { max-width: 640px; }
.legend span { display: inline-block; width: 12rem; height: .8rem; vertical-align: middle; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 1rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #8884; text-align: right; vertical-align: top; white-space: nowrap; }
th { white-space: normal; min-width: 4.5rem; max-width: 12rem; }
th:first-child { text-align: left; }
.meanings td:last-child, .meanings th:last-child { text-align: left; white-space: normal; min-width: 14rem; max-width: none; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11px; }
  .table { overflow: visible; } table { font-size: 8px; } th, td { padding: .1rem .25rem; }
  th, td:last-child { min-width: 0; } .meanings td:last-child, .meanings th:last-child { min-width: 9rem; }
  figure, tr { break-inside: avoid; }
}
`;
