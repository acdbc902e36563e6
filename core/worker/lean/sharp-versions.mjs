// What sharp asks of the package semver while it is read: which version of libvips it was made with. Everything else, and what is no plain
// version, is asked of the package itself.
import { createRequire } from 'node:module';

const semver = () => createRequire(createRequire(import.meta.url).resolve('sharp'))('semver');

export default {
  coerce: (text, ...rest) => {
    const version = /^(?:>=|[~^])?(\d{1,15}\.\d{1,15}\.\d{1,15})$/.exec(text)?.[1];
    return version === undefined || rest.length > 0 ? semver().coerce(text, ...rest) : { version };
  },
  satisfies: (...asked) => semver().satisfies(...asked),
  gte: (...asked) => semver().gte(...asked),
};
