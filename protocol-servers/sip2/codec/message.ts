import { requestLayouts } from './request-layouts.ts';
import { responseLayouts } from './response-layouts.ts';

/** Every message of SIP2 2.00, both ways. */
export const layouts = { ...requestLayouts, ...responseLayouts };

export type RequestName = keyof typeof requestLayouts;
export type ResponseName = keyof typeof responseLayouts;
export type MessageName = keyof typeof layouts;

type Layouts = typeof layouts;
type NamesOf<F, Pattern extends string> = { [K in keyof F]: F[K] extends Pattern ? K : never }[keyof F];
type MessageFrom<N extends MessageName, L extends { fixed: object; fields: object }> = { readonly name: N } & {
  readonly [K in keyof L['fixed']]: string;
} & {
  readonly [K in Exclude<keyof L['fields'], NamesOf<L['fields'], `${string}?` | `${string}*`>>]: string;
} & {
  readonly [K in NamesOf<L['fields'], `${string}?`>]?: string | undefined;
} & {
  readonly [K in NamesOf<L['fields'], `${string}*`>]?: readonly string[] | undefined;
};

/** One message, its fields under the names of the specification. Values are the text of the wire, untouched. */
export type MessageOf<N extends MessageName> = { [M in N]: MessageFrom<M, Layouts[M]> }[N];
export type Message = MessageOf<MessageName>;
export type RequestMessage = MessageOf<RequestName>;
export type ResponseMessage = MessageOf<ResponseName>;

/** A message that is not one: what is wrong, and what could be read before that. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
  /** Null when the message identifier itself is unknown. */
  readonly decoded: Message | null;
  constructor(what: string, decoded: Message | null) {
    super(what);
    this.decoded = decoded;
  }
}

/** How a field of variable length may appear. */
type Occurrence = 'always' | 'optional' | 'repeated';
export interface FieldRule {
  readonly name: string;
  readonly identifier: string;
  readonly occurrence: Occurrence;
}
/** A row of the table made ready for the coders. */
export interface Layout {
  readonly name: MessageName;
  readonly code: string;
  readonly fixed: readonly (readonly [name: string, length: number])[];
  readonly fields: readonly FieldRule[];
  readonly fieldByKey: ReadonlyMap<number, FieldRule>;
  /** Every field empty or absent: what decoding starts from. */
  readonly blank: Readonly<Record<string, string | undefined>>;
}

/** A two-letter field identifier as one number, so that decoding cuts no string to look it up. */
export function fieldKey(first: number, second: number): number {
  return (first << 8) | second;
}

function layoutOf(name: MessageName): Layout {
  const { code, fixed, fields } = layouts[name];
  const lengths = Object.entries<number>(fixed);
  const rules = Object.entries<string>(fields).map(([field, mark]): FieldRule => {
    const occurrence = mark.endsWith('?') ? 'optional' : mark.endsWith('*') ? 'repeated' : 'always';
    return { name: field, identifier: mark.slice(0, 2), occurrence };
  });
  const blank: Record<string, string | undefined> = { name };
  for (const [field] of lengths) blank[field] = '';
  for (const rule of rules) blank[rule.name] = rule.occurrence === 'always' ? '' : undefined;
  const byKey = rules.map(
    (rule) => [fieldKey(rule.identifier.charCodeAt(0), rule.identifier.charCodeAt(1)), rule] as const,
  );
  return { name, code, fixed: lengths, fields: rules, fieldByKey: new Map(byKey), blank };
}

/** The table by name. */
export const layoutByName = new Map((Object.keys(layouts) as MessageName[]).map((name) => [name, layoutOf(name)]));
/** The table by two-digit message identifier. */
export const layoutByCode = new Map([...layoutByName.values()].map((layout) => [layout.code, layout]));

/** True for the messages a terminal sends. */
export function isRequest(message: Message): message is RequestMessage {
  return message.name in requestLayouts;
}
