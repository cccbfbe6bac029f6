/** What was done and may be undone, step by step. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Where the last edit was made: those made there on end are one step. */
  readonly place: string | null;
}

/** Steps kept. */
const stepsKept = 200;

export function historyOf<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], place: null };
}

/** An edit at this place; null: a step of its own. */
export function edited<T>(history: EditHistory<T>, present: T, place: string | null): EditHistory<T> {
  const goesOn = place !== null && place === history.place;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-stepsKept);
  return { past, present, future: [], place };
}

export function undone<T>(history: EditHistory<T>): EditHistory<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: before, future, place: null };
}

export function redone<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, place: null };
}
