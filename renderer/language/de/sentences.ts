/** What the engine says in English, and in German: `{name}` stands for any value, the same one on both sides. */
export const sentences: Readonly<Record<string, string>> = {};
