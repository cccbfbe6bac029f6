/** The parameters of one request. Names are compared exactly; those SRU does not know are kept and ignored. */
export interface Parameters {
  /** The value, undefined when the parameter is absent or empty. */
  value(name: string): string | undefined;
  /** Names given more than once: SRU has no list. */
  readonly repeated: readonly string[];
  /** Names whose value is not UTF-8 once its percent signs are decoded. */
  readonly undecodable: readonly string[];
}

/** Reads `application/x-www-form-urlencoded` text: a query string or the body of a POST (SRU 1.2, GET and POST). Never throws. */
export function readParameters(encoded: string): Parameters {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  const undecodable = new Set<string>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    if (values.has(name)) repeated.add(name);
    // The URL standard puts U+FFFD where bytes are no UTF-8: a term in ISO 8859-1 would silently find nothing.
    if (value.includes('\ufffd')) undecodable.add(name);
    values.set(name, value);
  }
  return {
    value: (name) => values.get(name) || undefined,
    repeated: [...repeated],
    undecodable: [...undecodable],
  };
}
