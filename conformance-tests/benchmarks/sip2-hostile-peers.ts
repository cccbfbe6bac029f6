import { openHostilePeers } from '../sip2/hostile-peers.ts';

/** Three terminals that misbehave, in a process of their own, until it is told to end. */
process.on('message', ({ port }: { port: number }) => {
  void openHostilePeers(port).then(() => process.send!('there'));
});
process.on('disconnect', () => process.exit(0));
