/**
 * What every answer says to a browser: no other origin may use it, guess its type, frame it, keep a handle on its window, or learn
 * where its reader came from.
 */
const HEADERS: Record<string, string> = {
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function withSafeHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
}
