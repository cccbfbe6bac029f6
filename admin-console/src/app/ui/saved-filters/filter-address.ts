/** Parameters of the address of a list. */
export type Parameters = Readonly<Record<string, string>>;

/** Parameters that say where one is in a list, not what one looks for. */
const places = ['page', 'lignes', 'fait'];

/** What of an address would be kept: empty parameters are none. */
export function keptOf(address: Parameters, kept: readonly string[]): Parameters {
  return Object.fromEntries(
    Object.entries(address).filter(([name, value]) => kept.includes(name) && value.trim() !== ''),
  );
}

/** Whether the address says more than would be kept, besides the page. */
export function saysMore(address: Parameters, kept: readonly string[]): boolean {
  return Object.entries(address).some(
    ([name, value]) => !kept.includes(name) && !places.includes(name) && value.trim() !== '',
  );
}

/** Whether two filters look for the same. */
export function isSame(one: Parameters, other: Parameters): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
