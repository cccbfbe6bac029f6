import { Buffer } from 'node:buffer';
import type { Conversation, Splitter } from '../shared/conversation.ts';
import { asTelnet, type LineEnd, split, withoutTelnet } from './codec/index.ts';
import type { Session } from './session.ts';

/**
 * The telnet mode of old terminals: two prompts, two lines, one line that says yes, then SIP2. Three wrong answers close the
 * connection; there is no account here beside those of the devices.
 */
export function telnetLogin(session: Session, closed?: Conversation['closed']): Conversation {
  let login: string | null = null;
  const refused = (): Uint8Array => line(session.finished ? 'Login incorrect' : `Login incorrect\r\n${loginPrompt}`);
  return {
    closed,
    greeting: Buffer.from(loginPrompt),
    get split() {
      return session.device ? telnetSplitter(session.lineEnd) : telnetSplitter('CR-or-LF');
    },
    async receive(frame) {
      if (session.device) return session.receive(frame);
      const typed = frame.toString('utf8').trimEnd();
      if (login === null) {
        login = typed;
        return Buffer.from(passwordPrompt);
      }
      const name = login;
      login = null;
      return (await session.logIn(name, typed)) === 'signed-in' ? line('Login OK.  Initiating SIP') : refused();
    },
    get signedIn() {
      return session.device !== null;
    },
    get finished() {
      return session.finished;
    },
  };
}

const loginPrompt = 'login: ';
const passwordPrompt = 'password: ';

function line(text: string): Uint8Array {
  return Buffer.from(text.endsWith(loginPrompt) ? text : `${text}\r\n`);
}

function telnetSplitter(lineEnd: LineEnd): Splitter {
  return (buffer, limit) => {
    const { bytes, rest } = withoutTelnet(buffer);
    const cut = split(bytes, limit, lineEnd);
    return { ...cut, rest: Buffer.concat([asTelnet(cut.rest), rest]) };
  };
}
