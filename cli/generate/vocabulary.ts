import type { Random } from './random.ts';

const onsets = 'b br c ch cl cr d f fl g gr j l m n p pl pr qu r s t tr v'.split(' ');
const vowels = 'a e i o u é è ou ai eau on an in oi'.split(' ');
const endings = ['', '', 'r', 's', 't', 'l', 'le', 'te', 'ne', 'tion', 'eur', 'age', 'ment'];

/** Words that sound French, surnames and subjects, the same for the same seed; the first are the most used. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly surnames: readonly string[];
  readonly forenames: readonly string[];
  readonly subjects: readonly string[];
  readonly publishers: readonly string[];
}

/** Draws a vocabulary of about the variety of a catalogue of 100,000 records. */
export function vocabulary(random: Random): Vocabulary {
  const drawn = (count: number, syllables: number): string[] => {
    const made = new Set<string>();
    while (made.size < count) made.add(word(random, syllables));
    return [...made];
  };
  return {
    words: [
      ...'vie mer terre nuit ombre mine ville maison enfant femme guerre amour secret temps jardin'.split(' '),
      ...drawn(25_000, 3),
    ],
    surnames: drawn(8_000, 2).map(capital),
    forenames: 'Anne Paul Jeanne Louis Marie Jean Claire Hugo Emma Karim Lucie Victor Nadia Pierre Rose Émile'.split(
      ' ',
    ),
    subjects: drawn(3_000, 3).map(capital),
    publishers: drawn(300, 2).map(capital),
  };
}

function word(random: Random, syllables: number): string {
  let made = '';
  for (let count = 1 + random.integer(syllables); count > 0; count -= 1)
    made += random.pick(onsets) + random.pick(vowels);
  return made + random.pick(endings);
}

/** With a first capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
