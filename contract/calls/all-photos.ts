/** The filter of a list of photos (page-calls.ts) that leaves none out; apart from the schemas, which a page does without when it starts. */
export const ALL_PHOTOS = { text: '', packId: null, hasFailed: false, isStarred: false, ids: null };
