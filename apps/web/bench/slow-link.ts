import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SlowLink {
  readonly port: number;
  /** The bytes that came down the link so far. */
  readonly received: () => number;
  close(): void;
}

// What one packet carries.
const PACKET = 1460;

/**
 * A port that leads to `port` by a slow link: each direction takes half the round trip, opening a connection takes a whole
 * one, and what comes down shares `bytesPerSecond` among all connections, a packet of each in turn. Pages, workers and service
 * workers go by the same link. It has no slow start, and encryption is not counted.
 */
export function startSlowLink(port: number, roundTripMs: number, bytesPerSecond: number): Promise<SlowLink> {
  const waiting: { readonly to: Socket; readonly bytes: Buffer }[] = [];
  let received = 0;
  let freeAt = 0;
  let pumping = false;

  function pump(): void {
    pumping = true;
    const now = performance.now();
    freeAt = Math.max(freeAt, now - 20);
    while (freeAt <= now) {
      const first = waiting.shift();
      if (first === undefined) {
        pumping = false;
        return;
      }
      const { to, bytes } = first;
      const packet = bytes.subarray(0, PACKET);
      if (bytes.length > PACKET) waiting.push({ to, bytes: bytes.subarray(PACKET) });
      received += packet.length;
      freeAt += (1000 * packet.length) / bytesPerSecond;
      setTimeout(() => to.write(packet), roundTripMs / 2);
    }
    setTimeout(pump, Math.max(1, freeAt - now));
  }

  const server = createServer((near) => {
    near.setNoDelay(true);
    const openAt = performance.now() + roundTripMs;
    const far = connect(port, '127.0.0.1');
    near.on('data', (bytes: Buffer) => {
      const wait = Math.max(0, openAt - performance.now()) + roundTripMs / 2;
      setTimeout(() => far.write(bytes), wait);
    });
    far.on('data', (bytes: Buffer) => {
      // What the same connection still waits for comes first.
      const at = waiting.findIndex(({ to }) => to === near);
      if (at < 0) waiting.push({ to: near, bytes });
      else waiting[at] = { to: near, bytes: Buffer.concat([waiting[at]?.bytes ?? Buffer.alloc(0), bytes]) };
      if (!pumping) pump();
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        received: () => received,
        close() {
          server.close();
        },
      });
    });
  });
}
