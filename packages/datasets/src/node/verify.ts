import { createHash } from 'node:crypto';
import { gunzipIfNeeded } from '../gunzip.ts';

/** The SHA-256 of bytes, in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file's contents unpacked, and their SHA-256. Throws GZIP_CORRUPT where they cannot be unpacked. */
export async function unpackAndHash(
  bytes: Uint8Array,
  name: string,
): Promise<{ bytes: Uint8Array; sha256: string }> {
  const unpacked = await gunzipIfNeeded(bytes, { name });
  return { bytes: unpacked, sha256: sha256Of(unpacked) };
}
