/** How long to wait before opening the stream again, in milliseconds. */
export interface RetryLimits {
  readonly floorMs: number;
  readonly ceilingMs: number;
}

/**
 * The wait before attempt number `attempt` (0 is the first): doubles from the floor to the ceiling, drawn in the upper
 * half so that the consoles of 36 libraries do not come back to a restarted server in the same second.
 */
export function retryDelay(attempt: number, { floorMs, ceilingMs }: RetryLimits, random: () => number): number {
  const longest = Math.min(ceilingMs, floorMs * 2 ** attempt);
  return Math.max(floorMs, Math.round(longest / 2 + (random() * longest) / 2));
}
