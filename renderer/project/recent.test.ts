import { expect, test } from 'vitest';
import { otherProjects } from './recent.ts';

test('the project that is open is no other, and the list stays short', () => {
  const recentProjects = Array.from({ length: 12 }, (_, index) => ({
    folder: `/p${index}`,
    name: `p${index}`,
    openedAt: '',
  }));
  const others = otherProjects({ project: { folder: '/p2', name: 'p2' }, recentProjects });
  expect(others.map(({ name }) => name)).toEqual(['p0', 'p1', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8']);
});
