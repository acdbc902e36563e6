/** Options by which a person debugs a process, with and without a value behind them. */
const DEBUGGING = /^--(inspect|inspect-brk|inspect-wait|inspect-publish-uid)(=|$)/;
const WITH_VALUE = /^--(inspect-port|debug-port)(=|$)/;

/**
 * NODE_OPTIONS for the processes that this one starts: without those that open a port for a debugger, which is this one's, or have a process wait for
 * one, which nobody would see.
 */
export function withoutDebugging(options: string): string {
  const kept: string[] = [];
  // Parts of a value in double quotes may have spaces between them (https://nodejs.org/api/cli.html#node_optionsoptions).
  const words = options.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? [];
  for (let k = 0; k < words.length; k++) {
    if (DEBUGGING.test(words[k])) continue;
    if (!WITH_VALUE.test(words[k])) kept.push(words[k]);
    else if (!words[k].includes('=') && !words[k + 1]?.startsWith('-')) k++;
  }
  return kept.join(' ');
}
