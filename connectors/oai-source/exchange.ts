import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { OaiTarget } from '../../core/ports/oai-source.ts';
import { mayReach } from './addresses.ts';
import { readBody, type Body } from './body.ts';
import { named, NoAnswer } from './no-answer.ts';
import type { OaiSourceOptions } from './options.ts';

/** One HTTP answer, redirects followed. */
export interface HttpAnswer extends Body {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
}
/**
 * Gets an address, up to five redirects away. Each host is resolved once, every address of it checked, and the connection
 * made to the address that was checked. Throws NoAnswer.
 */
export async function get(
  target: OaiTarget,
  url: URL,
  options: OaiSourceOptions,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const home = new URL(target.baseUrl);
  let at = url;
  for (let redirects = 0; ; redirects += 1) {
    const response = await connect(target, { home, at }, options, signal);
    const { location } = response.headers;
    if (!isRedirect(response.statusCode) || location === undefined) {
      const body = await readBody(response, options);
      const retryAfter = response.headers['retry-after'] ?? null;
      const contentType = response.headers['content-type'] ?? '';
      return { ...body, status: response.statusCode ?? 0, contentType, retryAfter };
    }
    response.destroy();
    if (redirects >= options.redirects) throw new NoAnswer('redirect-refused', `more than ${redirects} redirects`);
    at = redirected(at, location);
  }
}

const isRedirect = (status = 0) => [301, 302, 303, 307, 308].includes(status);

function redirected(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw new NoAnswer('redirect-refused', `to ${location}, which is no address`);
  const to = new URL(location, from);
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new NoAnswer('redirect-refused', `to the scheme ${to.protocol}`);
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new NoAnswer('redirect-refused', `from https to http (${to.host})`);
  }
  to.username = to.password = '';
  return to;
}

async function connect(
  target: OaiTarget,
  { home, at }: { readonly home: URL; readonly at: URL },
  options: OaiSourceOptions,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const host = at.hostname.replace(/^\[|\]$/g, '');
  const { address, family } = await checked(target, host, options);
  const port = at.port === '' ? (at.protocol === 'https:' ? 443 : 80) : Number(at.port);
  // The administrator wrote the port of the base URL; a redirect may not choose another one on the Internet.
  if (![80, 443].includes(port) && at.port !== home.port && !mayReachPort(address, target)) {
    throw new NoAnswer('redirect-refused', `to port ${port} of ${host}`);
  }
  const send = at.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = send(
      at,
      {
        agent: false,
        ...(isIP(host) === 0 && { servername: host }),
        lookup: (_host, wanted, found) =>
          wanted.all ? found(null, [{ address, family }]) : found(null, address, family),
        ...(signal && { signal }),
        headers: {
          Accept: 'text/xml, application/xml;q=0.9, */*;q=0.1',
          'Accept-Encoding': 'gzip, deflate',
          'User-Agent': options.userAgent,
          ...(options.from !== null && { From: options.from }),
        },
      },
      (response) => {
        clearTimeout(late);
        resolve(response);
      },
    );
    const late = setTimeout(
      () => asked.destroy(new NoAnswer('timed-out', `no answer in ${options.headTime} ms`, { passing: true })),
      options.headTime,
    );
    asked.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(named(error));
    });
    asked.end();
  });
}

const mayReachPort = (address: string, { networks }: OaiTarget) => networks.length > 0 && mayReach(address, networks);

/** The first address of a host, once all of them were found to be where a partner may be. */
async function checked(target: OaiTarget, host: string, options: OaiSourceOptions) {
  const found = isIP(host) === 0 ? await resolved(host, options) : [{ address: host, family: isIP(host) }];
  const refused = found.find(({ address }) => !mayReach(address, target.networks));
  if (refused) throw new NoAnswer('address-refused', `${host} is at ${refused.address}, which is no public address`);
  return found[0]!;
}

async function resolved(host: string, { resolve }: OaiSourceOptions) {
  try {
    const found = await resolve(host);
    if (found.length > 0) return found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new NoAnswer('name-unknown', `${host} (${code})`, { passing: code === 'EAI_AGAIN' });
  }
  throw new NoAnswer('name-unknown', host);
}
