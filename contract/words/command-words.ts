/*
 * The core's sentences name what is to be done, and behind it, in brackets, how the command line says it: (--force), ("depthroom doctor").
 * Who reads them in a page has buttons instead; who reads them on a terminal started the program in one of several ways.
 */

/** A sentence for who has no command line: without what is said for one. */
export function withoutCommands(sentence: string): string {
  return sentence.replace(
    / \((?:--[a-z][a-z-]*(?: [a-z]+)?(?:, --[a-z][a-z-]*)*|"depthroom [^"]*"(?: [^()]*)?)\)/g,
    '',
  );
}

/** A sentence for a terminal: its commands as the person started the program. */
export function withCommandsAs(sentence: string, program: string): string {
  return sentence.replaceAll('"depthroom ', `"${program} `);
}
