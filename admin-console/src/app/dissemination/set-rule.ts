import type { CarrierCode, SetConditionsView, SetRequest, SetRuleView, SetView } from '../api/contract';
import { accessWords, type accesses, audienceWords, type resourceTypes, typeWords } from '../harvests/source-draft';
import { carrierWord } from '../catalogue/catalogue-words';
import type { Messages } from '../messages/messages';

export const carriers: readonly CarrierCode[] = [
  ...(['book', 'large-print', 'comic', 'score', 'map', 'audio-book', 'music', 'video', 'image'] as const),
  ...(['electronic', 'game', 'kit', 'serial', 'object'] as const),
];

/** A set as it stands in a form. What the form cannot say of a rule is kept as it was. */
export interface SetDraft {
  readonly spec: string;
  readonly name: string;
  readonly description: string;
  readonly audience: SetRequest['audience'];
  /** Whether it holds records of its own, or those of its children alone. */
  readonly hasRule: boolean;
  readonly carriers: readonly CarrierCode[];
  readonly libraries: readonly string[];
  readonly languages: string;
  readonly sources: string;
  readonly fields: string;
  readonly fromYear: string;
  readonly untilYear: string;
  /** Whether it is about what is read on line. */
  readonly isDigital: boolean;
  readonly types: readonly (typeof resourceTypes)[number][];
  readonly access: readonly (typeof accesses)[number][];
  /** As it was: what the form does not change. */
  readonly kept: SetRuleView;
}

export function draftOf(set: SetView | null): SetDraft {
  const rule = set?.rule ?? {};
  const list = (values: readonly string[] | undefined): string => (values ?? []).join(' ');
  const year = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    ...{ spec: set?.spec ?? '', name: set?.name ?? '', description: set?.description ?? '' },
    audience: set?.audience ?? 'everyone',
    hasRule: set === null || set.rule !== null,
    carriers: rule.carriers ?? [],
    libraries: rule.libraries ?? [],
    ...{ languages: list(rule.languages), sources: list(rule.sources), fields: list(rule.fields) },
    ...{ fromYear: year(rule.fromYear), untilYear: year(rule.untilYear) },
    isDigital: rule.digital !== undefined,
    ...{ types: rule.digital?.types ?? [], access: rule.digital?.access ?? [] },
    kept: rule,
  };
}

/** The rule of a form: what is left blank is no condition. Null: the set holds what its children hold. */
export function ruleOf(draft: SetDraft): SetRuleView | null | { readonly wrong: 'year' | 'languages' | 'fields' } {
  if (!draft.hasRule) return null;
  const words = (typed: string): string[] => typed.split(/[\s,;]+/).filter(Boolean);
  const [languages, sources, fields] = [words(draft.languages), words(draft.sources), words(draft.fields)];
  if (!languages.every((code) => /^[a-z]{3}$/.test(code))) return { wrong: 'languages' };
  if (!fields.every((tag) => /^\d{3}$/.test(tag))) return { wrong: 'fields' };
  const years = { fromYear: draft.fromYear.trim(), untilYear: draft.untilYear.trim() };
  if (!Object.values(years).every((year) => /^(\d{1,4})?$/.test(year))) return { wrong: 'year' };
  const { audiences, except, digital } = draft.kept;
  const asked = {
    ...(draft.types.length > 0 && { types: draft.types }),
    ...(draft.access.length > 0 && { access: draft.access }),
    ...(digital?.sources && { sources: digital.sources }),
    ...(digital?.audiences && { audiences: digital.audiences }),
  };
  return {
    ...(draft.carriers.length > 0 && { carriers: draft.carriers }),
    ...(draft.libraries.length > 0 && { libraries: draft.libraries }),
    ...(languages.length > 0 && { languages }),
    ...(sources.length > 0 && { sources }),
    ...(fields.length > 0 && { fields }),
    ...(years.fromYear && { fromYear: Number(years.fromYear) }),
    ...(years.untilYear && { untilYear: Number(years.untilYear) }),
    ...(draft.isDigital && { digital: asked }),
    ...(audiences && { audiences }),
    ...(except && { except }),
  };
}

type Speech = Pick<Messages, 'say'>;

/** The conditions of a rule, one sentence each; all of them hold. */
export function conditionWords(rule: SetConditionsView, { say }: Speech, name: (code: string) => string): string[] {
  const join = (values: readonly string[]): string => values.join(', ');
  const told: (string | null)[] = [
    rule.carriers ? say('oai.rule.carriers', { list: join(rule.carriers.map((one) => say(carrierWord(one)))) }) : null,
    rule.libraries ? say('oai.rule.libraries', { list: join(rule.libraries.map(name)) }) : null,
    rule.languages ? say('oai.rule.languages', { list: join(rule.languages) }) : null,
    rule.audiences ? say('oai.rule.audiences', { list: join(rule.audiences) }) : null,
    rule.sources ? say('oai.rule.sources', { list: join(rule.sources) }) : null,
    rule.fields ? say('oai.rule.fields', { list: join(rule.fields) }) : null,
    rule.fromYear === undefined ? null : say('oai.rule.fromYear', { year: rule.fromYear }),
    rule.untilYear === undefined ? null : say('oai.rule.untilYear', { year: rule.untilYear }),
    ...digitalWords(rule.digital, { say }),
  ];
  return told.filter((sentence) => sentence !== null);
}

function digitalWords(digital: SetConditionsView['digital'], { say }: Speech): (string | null)[] {
  if (!digital) return [];
  const list = (values: readonly string[]): { list: string } => ({ list: values.join(', ') });
  return [
    say('oai.rule.digital'),
    digital.types ? say('oai.rule.types', list(digital.types.map((one) => say(typeWords[one])))) : null,
    digital.access ? say('oai.rule.access', list(digital.access.map((one) => say(accessWords[one])))) : null,
    digital.sources ? say('oai.rule.sources', list(digital.sources)) : null,
    digital.audiences ? say('oai.rule.allowed', list(digital.audiences.map((one) => say(audienceWords[one])))) : null,
  ];
}
