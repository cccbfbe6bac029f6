import type { UsageImport, UsageLine } from '../statistics/usage/entities.ts';

/** The use of the digital library, as one transaction counts it. */
export interface UsageWork {
  /** Keeps an import and returns its number. A write: it takes the lock. */
  insertImport(made: Omit<UsageImport, 'id'>): Promise<number>;
  /** What was counted of a platform in these months goes: what follows takes its place. */
  forget(platform: string, months: readonly string[]): Promise<void>;
  insertLines(importId: number, lines: readonly UsageLine[]): Promise<void>;
}
export interface UsageReading {
  /** Both ends inclusive: `2026-01`. */
  lines(from: string, until: string): Promise<UsageLine[]>;
  imports(limit: number): Promise<UsageImport[]>;
}
