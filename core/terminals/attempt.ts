import type { Library } from '../library.ts';
import type { Device } from '../network/network.ts';
import { staffPost, type Post } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Explanation } from '../terms/desk.ts';
import type { Trial, TrialMessage, TrialRequest } from './desk.ts';
import type { ExchangeDraft } from './exchange.ts';
import type { HeardExchange } from './journal.ts';
import type { Rehearsals } from './rehearsals.ts';

/** Says one message as the socket of a device would. Refused `trial-unreadable` when it is not exactly one message. */
export type SayToLibrary<Heard> = (said: {
  readonly library: Library;
  readonly device: Device;
  readonly message: TrialMessage;
}) => Promise<Outcome<{ readonly heard: Heard; readonly screen: readonly string[] }>>;

interface AttemptPorts<Heard> {
  readonly library: Library;
  readonly rehearsals: Rehearsals;
  readonly protocol: { read(heard: Heard, address: string): ExchangeDraft; readonly say: SayToLibrary<Heard> };
}

/**
 * Says a message in the place of a terminal. Rehearsed, it is said to a library where everything is taken back; done, to
 * the real one, in the name of the member of staff, and the exchange is kept like any other.
 */
export function attempt<Heard extends HeardExchange>(
  { library, rehearsals, protocol }: AttemptPorts<Heard>,
  keep: (heard: Heard, address: string) => void,
) {
  return async ({ login, message, mode, by }: TrialRequest): Promise<Outcome<Trial>> => {
    const known = (await library.network.devices()).find((one) => one.login === login);
    if (!known) return refused('device-unknown', { device: login });
    const current = library.devices.current(known); // null: it was disabled, and hears so
    const device = current ?? known;
    const post: Post = { ...staffPost(by.login, device.libraryId), kind: device.kind };
    const sayTo = (asked: Library) =>
      protocol.say({
        library: asIfSignedIn(asked, device, current === null ? 'disabled' : 'allowed'),
        device,
        message,
      });
    const said =
      mode === 'rehearsed' ? await rehearsed(sayTo, rehearsals) : await sayTo(inTheNameOf(post, device, library));
    if (!said.granted) return said;

    const { heard, screen } = said.value;
    const address = `console:${by.login}`;
    if (mode === 'done') keep(heard, address);
    const { card, ...exchange } = protocol.read(heard, address);
    const refusedLoan = exchange.message === 'Checkout' && exchange.outcome === 'refused';
    const explanation = refusedLoan ? await explained(library, { card, item: exchange.item, device, by }) : null;
    const bearsSecret = exchange.request.fields.some(([, value]) => value === null) || exchange.request.unread > 0;
    return granted({
      device,
      exchange,
      requestBytes: bearsSecret ? null : heard.frame,
      responseBytes: heard.reply,
      screen,
      explanation,
    });
  };
}

type SayTo<Heard> = (library: Library) => ReturnType<SayToLibrary<Heard>>;

/**
 * First apart: it tries the PIN, which takes long, while others go on. Then once more together, as a message of several
 * transactions must see its own; not after a PIN that was refused, since that is all there is to it.
 */
async function rehearsed<Heard extends HeardExchange>(
  sayTo: SayTo<Heard>,
  { apart, together }: Rehearsals,
): ReturnType<SayToLibrary<Heard>> {
  const first = await sayTo(apart);
  if (!first.granted || first.value.heard.cause === 'pin-wrong' || first.value.heard.cause === 'pin-locked')
    return first;
  return together(sayTo);
}

async function explained(
  library: Library,
  asked: { card: string | null; item: string | null; device: Device; by: TrialRequest['by'] },
): Promise<Explanation | null> {
  const { card, item, device, by } = asked;
  if (card === null || item === null) return null;
  const explanation = await library.terms.explain({
    card,
    itemBarcode: item,
    libraryId: device.libraryId,
    login: by.login,
  });
  return explanation.granted ? explanation.value : null; // an unknown card or document: the refusal said so
}

/** The device is let in without its secret, as it stands now; a trial is no sign of life of it. */
function asIfSignedIn(library: Library, device: Device, entry: 'allowed' | 'disabled'): Library {
  const devices: Library['devices'] = {
    signIn: async () => (entry === 'allowed' ? granted(device) : refused('credentials-wrong')),
    seen: () => undefined,
    current: (signedIn) => signedIn,
    onCutOff: () => () => undefined,
  };
  return { ...library, devices };
}

type Group = Readonly<Record<string, unknown>>;

/**
 * The same library, where whatever this device asks is asked by a member of staff who stands at it: same kind, same place,
 * his own name in the journal. It holds for every desk there is, since each is given the post with the request.
 */
function inTheNameOf(post: Post, device: Device, library: Library): Library {
  const renamed = (argument: unknown): unknown => {
    if (argument === device) return post;
    const asks =
      typeof argument === 'object' && argument !== null && 'device' in argument && argument.device === device;
    return asks ? { ...argument, device: post } : argument;
  };
  const behalf = (group: unknown): unknown => {
    if (typeof group !== 'object' || group === null || Object.getPrototypeOf(group) !== Object.prototype) return group;
    return Object.fromEntries(
      Object.entries(group as Group).map(([name, method]) => [
        name,
        typeof method === 'function' ? (...given: unknown[]) => method(...given.map(renamed)) : method,
      ]),
    );
  };
  const desks = Object.entries(library as unknown as Group).map(([name, desk]) => [name, behalf(desk)]);
  return Object.fromEntries(desks) as unknown as Library;
}
