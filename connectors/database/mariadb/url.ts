/** Where a MariaDB database is. */
export interface MariadbPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The database URL cannot be used. The sentence never repeats the password. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

const shape = 'mariadb://user:password@host:3306/name';

/** Reads `mariadb://user:password@host:3306/name`; parts of it percent-encoded where they must. Throws DatabaseUrlError. */
export function parseMariadbUrl(text: string): MariadbPlace {
  if (!URL.canParse(text)) throw new DatabaseUrlError(`the database URL cannot be read; it should look like ${shape}`);

  const url = new URL(text);
  if (url.protocol !== 'mariadb:')
    throw new DatabaseUrlError(`the database URL should begin with mariadb:, not ${url.protocol}`);
  const database = decode(url.pathname.slice(1));
  if (!url.hostname) throw new DatabaseUrlError(`the database URL names no server; it should look like ${shape}`);
  if (!url.username) throw new DatabaseUrlError(`the database URL names no user; it should look like ${shape}`);
  if (!database || database.includes('/')) {
    throw new DatabaseUrlError(`the database URL names no database; it should look like ${shape}`);
  }
  if (url.search || url.hash) throw new DatabaseUrlError(`nothing may follow the name of the database: ${shape}`);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : 3306,
    user: decode(url.username),
    password: decode(url.password),
    database,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new DatabaseUrlError(`a % in the database URL does not begin a percent-encoded byte`, { cause: error });
  }
}
