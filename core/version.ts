/** The version of the app, as in package.json (a test holds them together: a bundle has no package.json to read). */
export const VERSION = '0.1.0';
