/** A choice kept on this workstation. */
export interface StoredChoice<Choice> {
  /** The stored choice, or the fallback when nothing, or nothing known, is stored. */
  read(): Choice;
  write(choice: Choice): void;
}

/** A choice among a closed list, kept in localStorage under a name. */
export function storedChoice<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): StoredChoice<Choice> {
  return {
    read: () => {
      const stored = storage()?.getItem(name);
      return choices.find((choice) => choice === stored) ?? fallback;
    },
    write: (choice) => storage()?.setItem(name, choice),
  };
}

/** localStorage, or null where the browser's privacy settings forbid it: the choice then lasts as long as the page. */
export function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}
