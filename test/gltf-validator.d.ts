/** The part of the validator that is used here; the package has no types of its own. */
declare module 'gltf-validator' {
  export interface Message {
    code: string;
    message: string;
    pointer?: string;
    /** 0 error, 1 warning, 2 information, 3 hint. */
    severity: number;
  }
  export function validateBytes(bytes: Uint8Array): Promise<{
    issues: { numErrors: number; numWarnings: number; messages: Message[] };
    info: Record<string, unknown>;
  }>;
}
