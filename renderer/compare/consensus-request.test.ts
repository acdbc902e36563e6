import { expect, test } from 'vitest';
import { METRIC_RUN, RELATIVE_RUN } from '../testing/sample-project.ts';
import { consensusRequest } from './consensus-request.ts';

test('the reference of a consensus is the first in metres that the dialog lists, in whichever order the runs were chosen', () => {
  const other = { ...METRIC_RUN, id: 'other' };
  const listed = [RELATIVE_RUN, METRIC_RUN, other];
  const { runs, reference } = consensusRequest(listed, [other.id, METRIC_RUN.id, RELATIVE_RUN.id]);
  expect(runs).toEqual(listed);
  expect(reference).toBe(METRIC_RUN);
  expect(consensusRequest(listed, [other.id, RELATIVE_RUN.id]).reference).toBe(other);
  expect(consensusRequest([RELATIVE_RUN], [RELATIVE_RUN.id]).reference).toBe(RELATIVE_RUN);
  expect(consensusRequest(listed, []).reference).toBeNull();
});
