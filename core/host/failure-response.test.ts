import { expect, onTestFinished, test, vi } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { failureResponse } from './failure-response.ts';

test('a failure is answered with its sentence and a status that programs understand', async () => {
  const status = (code: DepthroomError['code']) => failureResponse(new DepthroomError(code, 'Why.')).status;
  expect(
    ['bad-input', 'forbidden', 'not-found', 'exists', 'too-large', 'no-space'].map((code) =>
      status(code as never),
    ),
  ).toEqual([400, 403, 404, 409, 413, 507]);
  expect(await failureResponse(new DepthroomError('no-space', 'Why.')).json()).toEqual({
    code: 'no-space',
    message: 'Why.',
  });
});

test('what was not written for a person goes to the log only', async () => {
  const noise = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => noise.mockRestore());
  const thrown = new URIError('URI malformed');
  const response = failureResponse(thrown);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('URI malformed');
  expect(noise).toHaveBeenCalledWith(thrown);
});
