import { DatasetError } from './error.ts';

function startsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The length, modulo 2³², that a gzip file says in its last four bytes its contents have (RFC 1952, ISIZE). */
function statedLength(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
}

/** What of Node's zlib is used here. */
interface Zlib {
  gunzip(
    bytes: Uint8Array,
    options: { readonly chunkSize: number },
    done: (error: Error | null, unpacked: Uint8Array<ArrayBuffer>) => void,
  ): void;
}

/**
 * By Node's zlib where there is one, in a thread of Node's and into one piece of memory, else by the streams of browsers,
 * which Node has too, but loads slowly and feeds with small copies.
 */
async function unpack(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const zlib = process?.getBuiltinModule?.('node:zlib') as Zlib | undefined;
  if (zlib === undefined) {
    const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  return new Promise((resolve, reject) => {
    // With no room to spare zlib would make a second piece, to look for more.
    zlib.gunzip(bytes, { chunkSize: length + 64 }, (error, unpacked) => {
      if (error === null) resolve(new Uint8Array(unpacked.buffer, unpacked.byteOffset, unpacked.length));
      else reject(error);
    });
  });
}

/** A bit for a copy of 258 bytes and nothing else: the most that deflate makes of one byte (zlib's technical details). */
const LARGEST_RATIO = 1032;

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
  // Deflate makes nothing smaller than that.
  if (bytes.length < 18 || statedLength(bytes) > LARGEST_RATIO * bytes.length) throw fail();
  let unpacked: Uint8Array;
  try {
    unpacked = await unpack(bytes, statedLength(bytes));
  } catch (cause) {
    throw fail({ cause });
  }
  // Some engines pass over bytes after the end; then the last four are not the length.
  if (statedLength(bytes) !== unpacked.length) throw fail();
  return unpacked;
}
