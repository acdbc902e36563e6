import type { Help } from 'commander';

const INDENT = 2;
const GAP = 2;
/** Words of a description get at least so much, whatever the terminal. */
const NARROWEST = 20;

/** The column of what is explained: a third of the terminal. Some options are longer than half of one; their descriptions begin in the line below. */
function widthOfTerms(helper: Help): number {
  return Math.max(10, Math.floor((helper.helpWidth ?? 80) / 3));
}

/** How the help is laid out, for any width of the terminal: a description is wrapped in its column, as commander does only where every term is short. */
export const WRAPPED_HELP: Pick<Help, 'formatItem' | 'minWidthToWrap'> = {
  minWidthToWrap: NARROWEST,
  formatItem(term, termWidth, description, helper) {
    if (!description) return `${' '.repeat(INDENT)}${term}`;
    const width = Math.min(termWidth, widthOfTerms(helper));
    const column = INDENT + width + GAP;
    const rest = Math.max(NARROWEST, (helper.helpWidth ?? 80) - column);
    const lines = helper.boxWrap(description, rest).replaceAll('\n', `\n${' '.repeat(column)}`);
    const isLong = helper.displayWidth(term) > width;
    const head = isLong ? `${term}\n${' '.repeat(column)}` : term.padEnd(width + GAP);
    return `${' '.repeat(INDENT)}${head}${lines}`;
  },
};
