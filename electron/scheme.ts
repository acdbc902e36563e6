import { DepthroomError, toFailure } from '../contract/errors.ts';
import type { Handler } from '../core/host/http.ts';

export const SCHEME = 'app';
const HOST = 'depthroom';
export const PAGE_ADDRESS = `${SCHEME}://${HOST}/`;

/** The page has one host; a request to any other one is a mistake or worse. */
export function onlyOwnPage(handler: Handler): Handler {
  return async (request) => {
    const origin = request.headers.get('origin');
    const isOwn = new URL(request.url).host === HOST && (origin === null || origin === `${SCHEME}://${HOST}`);
    if (isOwn) return handler(request);
    const refusal = new DepthroomError(
      'forbidden',
      'Expected a request from the page that Depthroom opened.',
    );
    return Response.json(toFailure(refusal), { status: 403 });
  };
}
