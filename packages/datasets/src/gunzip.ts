import { DatasetError } from './error.ts';

function startsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The length, modulo 2³², that a gzip file says in its last four bytes its contents have (RFC 1952, ISIZE). */
function statedLength(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
}

/**
 * Unpacks gzip, known by its first two bytes 1f 8b and never by a file's name; other bytes come back as they
 * are. `name` is the file's name for error messages.
 * Throws a DatasetError (GZIP_CORRUPT) where the gzip data is damaged, cut short, or followed by other bytes.
 */
export async function gunzipIfNeeded(
  bytes: Uint8Array,
  { name = 'data' }: { readonly name?: string } = {},
): Promise<Uint8Array> {
  if (!startsAsGzip(bytes)) return bytes;
  const fail = (options?: ErrorOptions): DatasetError =>
    new DatasetError(
      'GZIP_CORRUPT',
      `${name}: is not one whole gzip file: it is damaged, cut short, or followed by other bytes; get it again`,
      options,
    );
  let unpacked: Uint8Array;
  try {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    unpacked = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw fail({ cause });
  }
  // Some engines pass over bytes after the end; then the last four are not the length.
  if (bytes.length < 18 || statedLength(bytes) !== unpacked.length >>> 0) throw fail();
  return unpacked;
}
