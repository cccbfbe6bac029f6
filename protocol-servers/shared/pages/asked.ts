/** Forms of XML; the last is a page to a browser, and what tells one from a program. */
const formsOfXml = ['application/xml', 'text/xml', 'application/sru+xml'];
const browsersOwn = 'application/xhtml+xml';
const anything = ['*/*', '*', 'text/*'];

/**
 * Whether who says this in Accept (RFC 9110, §12.5.1) is shown a page: text/html named, above every form of XML. Who takes
 * anything and names no XML goes on receiving XML: programs in Java say `text/html, image/gif, image/jpeg, *; q=.2`
 * without a thought.
 */
export function isPageAsked(accept: string): boolean {
  const weights = weightsOf(accept);
  const page = weights.get('text/html') ?? 0;
  if (page === 0) return false;
  const named = formsOfXml.map((form) => weights.get(form)).filter((weight) => weight !== undefined);
  if (named.length > 0) return page > Math.max(...named);
  return weights.has(browsersOwn) || !anything.some((range) => weights.has(range));
}

/** Media ranges by their weight, 1 unless said; one that cannot be read counts for nothing. */
function weightsOf(accept: string): Map<string, number> {
  return new Map(
    accept
      .split(',')
      .map((part) => part.split(';').map((piece) => piece.trim().toLowerCase()))
      .map(([range, ...parameters]) => {
        const weight = parameters.find((parameter) => parameter.startsWith('q='));
        return [range!, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
      }),
  );
}
