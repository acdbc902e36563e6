import { call } from '../server/call.ts';
import { copyText } from '../view/copy-text.ts';

/** Puts on the clipboard what who helps needs to know of this installation; the core leaves names and folders out of it. */
export async function copyDiagnostics(): Promise<void> {
  const { text } = await call('diagnostics', {});
  await copyText(text);
}
