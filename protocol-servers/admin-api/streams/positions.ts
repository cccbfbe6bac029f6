/** The topics whose events have numbers: a reader resumes where it stopped. */
export const numberedTopics = ['activity', 'exchanges'] as const;
export type NumberedTopic = (typeof numberedTopics)[number];

/** The last number a reader was told of each. */
export type Positions = Map<NumberedTopic, number>;

/** The id of an event: `activity:7,exchanges:345`. */
export function writePositions(positions: Positions): string {
  return [...positions].map(([topic, number]) => `${topic}:${number}`).join(',');
}

/** Reads such an id, as a browser gives it back (Last-Event-ID); what it does not know is no position. */
export function readPositions(text: string | undefined): Positions {
  const positions: Positions = new Map();
  for (const part of (text ?? '').split(',')) {
    const [, name, number] = /^([a-z]{1,16}):(\d{1,15})$/.exec(part) ?? [];
    const topic = numberedTopics.find((one) => one === name);
    if (topic) positions.set(topic, Number(number));
  }
  return positions;
}
