import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { rangeOf } from '../core/network/addresses.ts';
import { type Role, roles } from '../core/ports/staff.ts';

/** Settings that are wrong, all of them, each as one sentence. The command line exits with 2. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

const anyPort = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535 (0 lets the system choose)')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535');
const port = (fallback: number) => anyPort.default(fallback);

const url = (schemes: string, pattern: RegExp, fallback: string) =>
  z.string().regex(pattern, `must be ${schemes}`).default(fallback);

const settings = z.strictObject({
  PASSERELLE_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  PASSERELLE_DATABASE_URL: url(
    'sqlite: or mariadb://user:password@host:3306/name',
    /^(sqlite:|mariadb:\/\/.+\/.+)$/,
    'sqlite:',
  ),
  PASSERELLE_SEARCH_URL: url(
    'embedded: or solr+http://host:8983/solr/collection',
    /^(embedded:|solr\+https?:\/\/([^/?#\s@]+@)?[^/?#\s@]+(\/[\w.-]+)+\/[A-Za-z0-9][\w-]*)$/,
    'embedded:',
  ),
  PASSERELLE_HOST: z.string().min(1, 'must name an address to listen on').default('127.0.0.1'),
  PASSERELLE_HTTP_PORT: port(8080),
  PASSERELLE_SIP2_PORT: port(6001),
  PASSERELLE_SIP2_TLS_PORT: port(6443),
  PASSERELLE_SIP2_TLS_CERTIFICATE: z.string().optional(),
  PASSERELLE_SIP2_TLS_KEY: z.string().optional(),
  PASSERELLE_SIP2_TLS_CLIENT_CA: z.string().optional(),
  PASSERELLE_SIP2_TELNET_PORT: anyPort.optional(),
  PASSERELLE_SIP2_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((address) => address.trim()))
    .refine(
      (addresses) => addresses.every((address) => rangeOf(address) !== null),
      'must be addresses or networks between commas: 10.62.0.9, 2001:db8::/64',
    )
    .optional(),
  PASSERELLE_Z3950_PORT: port(2100),
  PASSERELLE_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  PASSERELLE_REPOSITORY_ID: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/i, 'must be a domain name: catalogue.example.fr')
    .default('passerelle.example.org'),
  PASSERELLE_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  PASSERELLE_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  PASSERELLE_SECOND_FACTOR_ROLES: z
    .string()
    .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((role) => role.trim())))
    .refine(
      (named) => named.every((role) => roles.some((known) => known === role)),
      `must be none, or roles between commas: ${roles.join(', ')}`,
    )
    .transform((named) => named as Role[])
    .optional(),
  PASSERELLE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/\s]+\/?$/, 'must be smtp://user:password@host:587 or smtps://host:465')
    .optional(),
  PASSERELLE_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<[^<>\s]+@[^<>\s]+>|[^<>\s]+@[^<>\s]+)$/, 'must be an address: Name <name@example.fr>')
    .optional(),
  PASSERELLE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The settings of one process. Paths are absolute. */
export interface Config {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly searchUrl: string;
  readonly host: string;
  readonly httpPort: number;
  readonly sip2Port: number;
  readonly sip2Tls: {
    readonly port: number;
    readonly certificateFile: string;
    readonly keyFile: string;
    /** Who signs the certificates of terminals; null: only their fingerprints tell. */
    readonly clientAuthorityFile: string | null;
  } | null;
  /** Where terminals sign in at the prompts of the telnet mode; null: nowhere. */
  readonly sip2TelnetPort: number | null;
  /** Proxies in front of the SIP2 ports, which speak the PROXY protocol; null: none. */
  readonly sip2Proxies: readonly string[] | null;
  readonly z3950Port: number;
  /** Null: derived from the address the HTTP server listens on. */
  readonly publicUrl: string | null;
  /** Domain name inside the OAI identifiers of records; never changes once partners harvested. */
  readonly repositoryId: string;
  readonly adminEmail: string;
  readonly adminPassword: string | null;
  /** Roles that sign in with a second factor; null: nobody said, and the kind of network decides. */
  readonly secondFactorRoles: readonly Role[] | null;
  /** Null: no mail is sent, what readers are to be told is printed. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/**
 * Reads the settings from the environment, and first from the file `PASSERELLE_CONFIG` names (lines `NAME=value`; the
 * environment wins). Throws WrongSettings with every mistake at once; a wrong value never becomes the default.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = { ...fromFile(environment.PASSERELLE_CONFIG), ...passerelleOnly(environment) };
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new WrongSettings(parsed.error.issues.flatMap(sentences));
  const value = parsed.data;
  const certificate = value.PASSERELLE_SIP2_TLS_CERTIFICATE;
  const key = value.PASSERELLE_SIP2_TLS_KEY;
  if ((certificate === undefined) !== (key === undefined)) {
    throw new WrongSettings(['PASSERELLE_SIP2_TLS_CERTIFICATE and PASSERELLE_SIP2_TLS_KEY go together']);
  }
  const clientAuthority = value.PASSERELLE_SIP2_TLS_CLIENT_CA;
  if (clientAuthority !== undefined && certificate === undefined) {
    throw new WrongSettings(['PASSERELLE_SIP2_TLS_CLIENT_CA needs PASSERELLE_SIP2_TLS_CERTIFICATE']);
  }
  return {
    dataDir: resolve(value.PASSERELLE_DATA_DIR),
    databaseUrl: value.PASSERELLE_DATABASE_URL,
    searchUrl: value.PASSERELLE_SEARCH_URL,
    host: value.PASSERELLE_HOST,
    httpPort: value.PASSERELLE_HTTP_PORT,
    sip2Port: value.PASSERELLE_SIP2_PORT,
    sip2Tls:
      certificate && key
        ? {
            port: value.PASSERELLE_SIP2_TLS_PORT,
            certificateFile: resolve(certificate),
            keyFile: resolve(key),
            clientAuthorityFile: clientAuthority === undefined ? null : resolve(clientAuthority),
          }
        : null,
    sip2TelnetPort: value.PASSERELLE_SIP2_TELNET_PORT ?? null,
    sip2Proxies: value.PASSERELLE_SIP2_PROXIES ?? null,
    z3950Port: value.PASSERELLE_Z3950_PORT,
    publicUrl: value.PASSERELLE_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    repositoryId: value.PASSERELLE_REPOSITORY_ID,
    adminEmail: value.PASSERELLE_ADMIN_EMAIL ?? `admin@${value.PASSERELLE_REPOSITORY_ID}`,
    adminPassword: value.PASSERELLE_ADMIN_PASSWORD ?? null,
    secondFactorRoles: value.PASSERELLE_SECOND_FACTOR_ROLES ?? null,
    mail:
      value.PASSERELLE_SMTP_URL === undefined
        ? null
        : {
            smtpUrl: value.PASSERELLE_SMTP_URL,
            from:
              value.PASSERELLE_MAIL_FROM ?? value.PASSERELLE_ADMIN_EMAIL ?? `admin@${value.PASSERELLE_REPOSITORY_ID}`,
          },
    logLevel: value.PASSERELLE_LOG_LEVEL,
  };
}

function fromFile(path: string | undefined): Record<string, string | undefined> {
  if (path === undefined) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongSettings([`PASSERELLE_CONFIG names ${path}, which cannot be read (${code ?? String(error)})`]);
  }
}

/** Names this program reads; PASSERELLE_CONFIG itself and those of the tests are not settings. */
function passerelleOnly(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) =>
        name.startsWith('PASSERELLE_') && name !== 'PASSERELLE_CONFIG' && !name.startsWith('PASSERELLE_TEST_'),
    ),
  );
}

function sentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${key} is not a setting of Passerelle`);
  return [`${issue.path.join('.')} ${issue.message}`];
}
