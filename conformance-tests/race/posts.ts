import { openSignedIn, terminalDate, type Terminal } from '../sip2/client.ts';

/** What a contender does: one SIP2 message at its terminal, or one POST to the admin API. */
export type Act = { readonly message: string; readonly after?: number } | ApiAct;
export interface ApiAct {
  readonly post: string;
  readonly body: object;
  /** Milliseconds after the signal: what is answered slowly and what is answered fast then meet. */
  readonly after?: number;
}
/** What it was answered: the SIP2 line, or the JSON of the admin API. */
export interface Reply {
  readonly granted: boolean;
  readonly text: string;
}

/** The admin API, as a network-wide account sees it. */
export interface Api {
  post(path: string, body: object): Promise<Reply>;
  get<T>(path: string): Promise<T>;
}

/** Signs in to the admin API. */
export async function openApi(baseUrl: string): Promise<Api> {
  const root = `${baseUrl}/api/v1`;
  const send = (path: string, body: object, more: Record<string, string> = {}): Promise<Response> =>
    fetch(root + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
  const signedIn = await send('/session', { login: 'admin', password: 'demo' });
  if (!signedIn.ok) throw new Error(`signing in was answered ${signedIn.status} ${await signedIn.text()}`);
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  return {
    async post(path, body) {
      const answer = await send(path, body, { Cookie: cookie, 'X-CSRF': csrfToken });
      return { granted: answer.ok, text: await answer.text() };
    },
    async get<T>(path: string) {
      const answer = await fetch(root + path, { headers: { Cookie: cookie } });
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
  };
}

/** Terminals of one login: as many as there are contests at once, each saying one message at a time. */
export async function openTerminals(port: number, login: string, count: number): Promise<Terminal[]> {
  return Promise.all(Array.from({ length: count }, () => openSignedIn(port, login)));
}

/** Says one message; the third character of every answer used here is its `ok`. */
export async function say(terminal: Terminal, message: string): Promise<Reply> {
  const { text } = await terminal.ask(message);
  return { granted: text[2] === '1', text };
}

const noDate = ' '.repeat(18);
/** 11, 09 and 29 as a kiosk sends them. */
export const checkout = (card: string, item: string): string =>
  `11NN${terminalDate()}${noDate}AOCALL|AA${card}|AB${item}|AC|`;
export const checkin = (item: string): string => `09N${terminalDate()}${terminalDate()}APCALL|AOCALL|AB${item}|AC|`;
export const renewal = (card: string, item: string): string =>
  `29NN${terminalDate()}${noDate}AOCALL|AA${card}|AB${item}|`;
