/** Lines of a page; the first is the one a list begins with. */
export const pageSizes = [50, 25, 100, 200] as const;

/** The part of a list that stands on the screen, as the address bar says it: `page=3&lignes=100`. */
export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  /** How many lines come before it. */
  readonly offset: number;
}

/** Reads a page from query parameters; what it cannot read is the first page of fifty lines. */
export function pagingFrom(page: string | undefined, size: string | undefined): Paging {
  const lines = pageSizes.find((each) => String(each) === size) ?? pageSizes[0];
  const number = /^[1-9]\d{0,5}$/.test(page ?? '') ? Number(page) : 1;
  return { page: number, size: lines, offset: (number - 1) * lines };
}

/** How many pages a list has: one at least, and none empty at the end when it stops at a multiple of their size. */
export function pageCount(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}
