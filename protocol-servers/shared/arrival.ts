import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { readProxyHead } from './proxy-protocol.ts';

/** Who a proxy says is behind it; `wrong` tells why the connection is refused. */
export type Arrival = { readonly address: string } | { readonly wrong: string };

/**
 * Takes the head a proxy puts before all else off a connection (PROXY protocol), at most `time` milliseconds; what came
 * after it is there to be read again. Calls back once, in the same turn as the last byte came.
 */
export function throughProxy(socket: Socket, time: number, arrived: (arrival: Arrival) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  const end = (arrival: Arrival): void => {
    clearTimeout(timer);
    socket.off('data', read).off('close', left).pause();
    arrived(arrival);
  };
  const left = (): void => end({ wrong: 'it left' });
  const timer = setTimeout(() => end({ wrong: 'its head did not come in time' }), time);
  const read = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    const head = readProxyHead(bytes);
    if (head.kind === 'incomplete') return;
    if (head.kind === 'wrong') return end({ wrong: head.what });
    socket.pause();
    if (bytes.length > head.length) socket.unshift(bytes.subarray(head.length));
    end({ address: head.source ?? socket.remoteAddress ?? 'unknown' });
  };
  socket.on('data', read).on('close', left);
}
