import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/**
 * The floor of a line protocol: a server that gives back every line it gets, in a process of its own. Told the files of a
 * key and its certificate, it speaks TLS.
 */
const [keyFile, certificateFile] = process.argv.slice(2);
const server =
  keyFile === undefined || certificateFile === undefined
    ? createServer({ noDelay: true }, echo)
    : createTlsServer({ noDelay: true, key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, echo);

function echo(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    let buffer: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = buffer.indexOf(0x0d); end >= 0; end = buffer.indexOf(0x0d)) {
      socket.write(buffer.subarray(0, end + 1));
      buffer = buffer.subarray(end + 1);
    }
    rest = buffer;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') throw error;
  });
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.send!(address.port);
});
process.on('disconnect', () => process.exit(0));
