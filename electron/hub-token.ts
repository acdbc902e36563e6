import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DepthroomError } from '../contract/errors.ts';
import { hubTokenSchema } from '../contract/library.ts';
import { makeFolders } from '../core/disk/make-folder.ts';
import { replaceFile } from '../core/disk/write-file.ts';
import type { ElectronParts } from './parts.ts';

/** A person's token for repositories of the hub that ask who reads. */
export interface HubToken {
  /** Decrypted when it is first asked for, as the system may ask the person then; undefined where there is none. */
  read(): string | undefined;
  /**
   * Takes another one, or null to forget it. Answers whether it will be there after a restart: where the system has no safe place, it lives
   * until Depthroom is closed. Throws `bad-input`, without what was given, for what is no token.
   */
  keep(given: unknown): Promise<boolean>;
}

/** The token in the file at `path`, encrypted by the system (Electron's `safeStorage`); nothing else of it is ever written. */
export function createHubToken(
  { safeStorage }: Pick<ElectronParts, 'safeStorage'>,
  path: string,
  platform: NodeJS.Platform = process.platform,
): HubToken {
  let known: { token: string | undefined } | null = null;
  // Without a keyring, Electron on Linux encrypts with a password that everybody knows.
  const isSafe = () =>
    safeStorage.isEncryptionAvailable() &&
    (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');

  function readKept(): string | undefined {
    try {
      return safeStorage.decryptString(readFileSync(path));
    } catch {
      // There is none, or it was encrypted for another person or machine.
      return undefined;
    }
  }

  return {
    read() {
      known ??= { token: readKept() };
      return known.token;
    },
    async keep(given) {
      const parsed = hubTokenSchema.nullable().safeParse(given);
      if (!parsed.success)
        throw new DepthroomError(
          'bad-input',
          `Expected a token of the hub: ${parsed.error.issues[0].message}.`,
        );
      known = { token: parsed.data ?? undefined };
      await rm(path, { force: true });
      if (parsed.data === null || !isSafe()) return false;
      const secret = safeStorage.encryptString(parsed.data);
      await makeFolders(dirname(path));
      await replaceFile(path, secret);
      return true;
    },
  };
}
