import { type ErrorCode, toFailure } from '../../contract/errors.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  forbidden: 403,
  exists: 409,
  'too-large': 413,
  internal: 500,
  'no-space': 507,
  busy: 503,
  'disk-error': 500,
  'download-failed': 502,
};

/** Whatever was thrown as an answer: its code and one sentence. What nobody wrote for a person goes to the log and not to the person. */
export function failureResponse(
  thrown: unknown,
  note: (thrown: unknown) => void = (mistake) => console.error(mistake),
): Response {
  const failure = toFailure(thrown);
  if (failure.code === 'internal') note(thrown);
  return Response.json(failure, {
    status: STATUS[failure.code] ?? 400,
    headers: { 'cache-control': 'no-store' },
  });
}
