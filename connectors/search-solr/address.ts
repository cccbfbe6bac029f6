/** A collection of a Solr server. */
export interface SolrAddress {
  /** `http://host:8983/solr`, without account nor trailing slash. */
  readonly base: string;
  readonly collection: string;
  /** Value of the Authorization header, null when the URL names no account. */
  readonly authorization: string | null;
}

/** Reads `solr+http://user:password@host:8983/solr/collection`, https likewise; null when it is not one. */
export function solrAddress(url: string): SolrAddress | null {
  const parts = /^solr\+(https?:\/\/[^?#]+)\/([A-Za-z0-9][\w-]*)$/.exec(url);
  if (!parts || !URL.canParse(parts[1]!)) return null;
  const { protocol, host, pathname, username, password } = new URL(parts[1]!);
  if (host === '' || pathname === '/') return null;
  return {
    base: `${protocol}//${host}${pathname}`,
    collection: parts[2]!,
    authorization: username === '' ? null : basic(unescaped(username), unescaped(password)),
  };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Percent signs that escape nothing stand for themselves. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
