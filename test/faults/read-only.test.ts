import { expect, test } from 'vitest';
import { openTestEngine, SAMPLE } from '../open-engine.ts';
import { makeReadOnly } from './long/conditions.ts';

test('in a folder that became read-only work is refused in a sentence, also where it cannot tidy up behind itself', async () => {
  const engine = await openTestEngine();
  const photo = await engine.importPhoto(SAMPLE, 'coffee.png');
  const { trashId } = await engine.call('removePhotos', { photoIds: [photo.id] });
  const giveBack = await makeReadOnly(engine.dataFolder);
  const refused = { code: 'no-permission', message: expect.stringContaining('did not permit') };
  try {
    await expect(engine.importPhoto(SAMPLE, 'again.png')).rejects.toMatchObject(refused);
    await engine.call('emptyTrash', { trashIds: [trashId] });
    await expect(engine.call('takeInFiles', {})).rejects.toMatchObject(refused);
  } finally {
    await giveBack();
  }
});
