/** The only source of time of core: UTC milliseconds. */
export interface Clock {
  now(): number;
}
