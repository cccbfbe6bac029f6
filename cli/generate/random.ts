/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 (included) to `below` (excluded). */
  integer(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** Small numbers often, large ones seldom: the ranks of words in a language. */
  rank(below: number): number;
}

/** A generator (mulberry32) started from `seed`. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    integer: (below) => Math.floor(next() * below),
    pick: (from) => from[Math.floor(next() * from.length)]!,
    rank: (below) => Math.floor(below ** next()) - 1,
  };
}
