import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A connection to 127.0.0.1, over TLS with the certificate expected, in clear without. */
export async function opened(port: number, certificate: string | null): Promise<Socket> {
  const there = { port, host: '127.0.0.1' };
  const socket =
    certificate === null
      ? connect({ ...there, noDelay: true })
      : connectTls({ ...there, servername: 'localhost', ca: certificate });
  await new Promise<void>((ready, failed) => {
    socket.once(certificate === null ? 'connect' : 'secureConnect', ready);
    socket.once('error', failed);
  });
  socket.setNoDelay(true);
  return socket;
}

/** Of times in milliseconds, in microseconds. */
export function percentiles(times: Float64Array | readonly number[]): { p50: number; p99: number } {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 1000;
  return { p50: at(0.5), p99: at(0.99) };
}
