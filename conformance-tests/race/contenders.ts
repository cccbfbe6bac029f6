import { setTimeout as delay } from 'node:timers/promises';
import { type Act, openApi, openTerminals, type Reply, say } from './posts.ts';

/** Where a client process works: one server, one kiosk login, and how many contests it may be in at once. */
export interface Post {
  readonly sip2Port: number;
  readonly baseUrl: string;
  readonly login: string;
  readonly contests: number;
}
/** First its post, answered once every connection is open; then its acts of each wave, all done at once. */
export type Order = { readonly post: Post } | { readonly acts: readonly Act[] };

type Perform = (act: Act, contest: number) => Promise<Reply>;
let perform: Perform = () => Promise.reject(new Error('acts before a post'));

process.on('message', (order: Order) => {
  obey(order).then(
    (replies) => process.send!(replies),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

async function obey(order: Order): Promise<Reply[]> {
  if ('acts' in order) return Promise.all(order.acts.map((act, contest) => perform(act, contest)));
  perform = await takePost(order.post);
  return [];
}

async function takePost({ sip2Port, baseUrl, login, contests }: Post): Promise<Perform> {
  const [api, terminals] = await Promise.all([openApi(baseUrl), openTerminals(sip2Port, login, contests)]);
  return async (act, contest) => {
    if (act.after) await delay(act.after);
    return 'message' in act ? say(terminals[contest]!, act.message) : api.post(act.post, act.body);
  };
}
