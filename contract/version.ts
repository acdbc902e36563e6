/** The version of the app, as in package.json (a test holds them together: a bundle has no package.json to read). */
export const VERSION = '0.1.0';

/** The program that wrote a file, as its metadata name it. */
export const GENERATOR = `Depthroom ${VERSION}`;
