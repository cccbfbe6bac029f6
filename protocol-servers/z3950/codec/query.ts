import { Buffer } from 'node:buffer';
import type {
  RpnAttribute,
  RpnOperand,
  RpnProximity,
  RpnQuery,
  RpnStep,
  RpnTerm,
} from '../../../core/query/rpn/index.ts';
import { context, type Element } from './ber-reader.ts';
import type { BerWriter } from './ber-writer.ts';
import { external, resultSetId, stringOrNumeric } from './common.ts';
import { MalformedMessage } from './malformed.ts';
import {
  any,
  boolean,
  choice,
  explicit,
  integer,
  internationalString,
  nothing,
  octets,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type Type,
  type ValueOf,
} from './types.ts';

/** AttributeElement, as it is on the wire. */
const attributeElement = sequence('AttributeElement', {
  attributeSet: optional(tagged(1, oid)),
  attributeType: tagged(120, integer),
  attributeValue: choice('attributeValue', {
    numeric: tagged(121, integer),
    complex: tagged(
      224,
      sequence('complex', {
        list: tagged(1, sequenceOf(stringOrNumeric)),
        semanticAction: optional(tagged(2, sequenceOf(integer))),
      }),
    ),
  }),
});
/** AttributeList. */
export const attributeList: Type<readonly RpnAttribute[]> = mapped(
  tagged(44, sequenceOf(attributeElement)),
  (elements) => elements.map(attributeOf),
  (attributes) => attributes.map(elementOf),
);

/** Term; its octets are text in the character set of the association. */
export const term = choice('Term', {
  general: tagged(45, octets),
  numeric: tagged(215, integer),
  characterString: tagged(216, internationalString),
  oid: tagged(217, oid),
  dateTime: tagged(218, octets),
  external: tagged(219, any),
  integerAndUnit: tagged(220, any),
  null: tagged(221, nothing),
});
export type Term = ValueOf<typeof term>;

/** AttributesPlusTerm: its text is read as the codec reads every text, UTF-8 where it is. */
export const attributesPlusTerm = tagged(102, sequence('AttributesPlusTerm', { attributes: attributeList, term }));

const proximityOperator = sequence('ProximityOperator', {
  exclusion: optional(tagged(1, boolean)),
  distance: tagged(2, integer),
  ordered: tagged(3, boolean),
  relationType: tagged(4, integer),
  proximityUnitCode: explicit(
    5,
    choice('proximityUnitCode', { known: tagged(1, integer), private: tagged(2, integer) }),
  ),
});
const operator = tagged(
  46,
  choice('Operator', {
    and: tagged(0, nothing),
    or: tagged(1, nothing),
    'and-not': tagged(2, nothing),
    prox: tagged(3, proximityOperator),
  }),
);
const restriction = tagged(
  214,
  sequence('ResultSetPlusAttributes', { resultSet: resultSetId, attributes: attributeList }),
);

/** RPNStructure: operands first, then what joins them. Read and written in a loop. */
const rpnStructure: Type<readonly RpnStep[]> = {
  tags: [context(0), context(1)],
  read(element) {
    const steps: RpnStep[] = [];
    const pending: (Element | RpnStep)[] = [element];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (!('tag' in node)) steps.push(node);
      else if (node.tag === context(0)) steps.push(readOperand(node));
      else if (node.tag === context(1)) {
        const [rpn1, rpn2, op] = node.parts;
        if (!rpn1 || !rpn2 || !op || op.tag !== context(46))
          throw new MalformedMessage('rpnRpnOp is not two operands and an operator');
        pending.push(operatorOf(operator.read(op)), rpn2, rpn1);
      } else throw new MalformedMessage('RPNStructure is neither an operand nor an operation');
    }
    return steps;
  },
  write(writer, steps) {
    // from the last byte to the first: the operator, its right side, its left side, then the header around them
    const waiting: { readonly before: number; left: number }[] = [];
    for (let at = steps.length - 1; at >= 0; at--) {
      const step = steps[at]!;
      if (step.kind === 'term' || step.kind === 'result-set' || step.kind === 'restriction') {
        const before = writer.size;
        writeOperand(writer, step);
        writer.header(context(0), 'constructed', before);
        for (let whole = waiting.at(-1); whole && (whole.left -= 1) === 0; whole = waiting.at(-1)) {
          writer.header(context(1), 'constructed', whole.before);
          waiting.pop();
        }
      } else {
        waiting.push({ before: writer.size, left: 2 });
        operator.write(
          writer,
          step.kind === 'prox' ? { prox: proximityMessage(step) } : ({ [step.kind]: true } as { and: true }),
        );
      }
    }
  },
};
const rpnQuery: Type<RpnQuery> = mapped(
  sequence('RPNQuery', { attributeSetId: oid, rpn: rpnStructure }),
  ({ attributeSetId, rpn }) => ({ attributeSet: attributeSetId, steps: rpn }),
  ({ attributeSet, steps }) => ({ attributeSetId: attributeSet, rpn: steps }),
);

/** Query: the type is the number of its tag. */
export const query = choice('Query', {
  type0: explicit(0, any),
  type1: tagged(1, rpnQuery),
  type2: explicit(2, octets),
  type100: explicit(100, octets),
  type101: tagged(101, rpnQuery),
  type102: explicit(102, any),
  type104: tagged(104, external),
});
export type Query = ValueOf<typeof query>;

function readOperand(element: Element): RpnOperand {
  const [operand] = element.parts;
  if (!operand) throw new MalformedMessage('Operand is empty');
  if (operand.tag === attributesPlusTerm.tags![0]) {
    const { attributes, term: wire } = attributesPlusTerm.read(operand);
    return { kind: 'term', attributes, term: textOf(wire) };
  }
  if (operand.tag === resultSetId.tags![0]) return { kind: 'result-set', name: resultSetId.read(operand) };
  if (operand.tag === restriction.tags![0]) return { kind: 'restriction', name: restriction.read(operand).resultSet };
  throw new MalformedMessage('Operand is none of its alternatives');
}

function writeOperand(writer: BerWriter, operand: RpnOperand): void {
  if (operand.kind === 'result-set') return resultSetId.write(writer, operand.name);
  if (operand.kind === 'restriction') return restriction.write(writer, { resultSet: operand.name, attributes: [] });
  attributesPlusTerm.write(writer, { attributes: operand.attributes, term: termOf(operand.term) });
}

/** A term as text: what the indexes hold is text. */
export function textOf(wire: Term): RpnTerm {
  if (wire.general) return { type: 'general', text: internationalString.read(contentsOf(wire.general)) };
  if (wire.characterString !== undefined) return { type: 'string', text: wire.characterString };
  if (wire.numeric !== undefined) return { type: 'numeric', text: String(wire.numeric) };
  if (wire.null) return { type: 'null', text: '' };
  return { type: 'other', text: '' };
}

export function termOf({ type, text }: RpnTerm): Term {
  if (type === 'string') return { characterString: text };
  if (type === 'numeric') return { numeric: Number(text) };
  if (type === 'null' || type === 'other') return { null: true };
  return { general: Buffer.from(text) };
}

function contentsOf(bytes: Buffer): Element {
  return { tag: 0, constructed: false, bytes, from: 0, start: 0, end: bytes.length, to: bytes.length, parts: [] };
}

function attributeOf({ attributeSet, attributeType, attributeValue }: ValueOf<typeof attributeElement>): RpnAttribute {
  const values = attributeValue.complex?.list.map((each) => each.string ?? each.numeric!) ?? [attributeValue.numeric!];
  const value = values.length === 1 ? values[0]! : values;
  return attributeSet === undefined ? { type: attributeType, value } : { attributeSet, type: attributeType, value };
}

function elementOf({ attributeSet, type, value }: RpnAttribute): ValueOf<typeof attributeElement> {
  if (typeof value === 'number') return { attributeSet, attributeType: type, attributeValue: { numeric: value } };
  const list = (typeof value === 'string' ? [value] : value).map((each) =>
    typeof each === 'number' ? { numeric: each } : { string: each },
  );
  return { attributeSet, attributeType: type, attributeValue: { complex: { list } } };
}

function operatorOf(wire: ValueOf<typeof operator>): RpnStep {
  if (wire.and) return { kind: 'and' };
  if (wire.or) return { kind: 'or' };
  if (!wire.prox) return { kind: 'and-not' };
  const { exclusion, distance, ordered, relationType, proximityUnitCode } = wire.prox;
  const { known } = proximityUnitCode;
  return {
    kind: 'prox',
    exclusion: exclusion ? 'out' : 'in',
    distance,
    order: ordered ? 'ordered' : 'any',
    relation: relationType,
    unit: known === undefined ? { kind: 'private', code: proximityUnitCode.private! } : { kind: 'known', code: known },
  };
}

function proximityMessage({
  exclusion,
  distance,
  order,
  relation,
  unit,
}: RpnProximity): ValueOf<typeof proximityOperator> {
  return {
    exclusion: exclusion === 'out',
    distance,
    ordered: order === 'ordered',
    relationType: relation,
    proximityUnitCode: unit.kind === 'known' ? { known: unit.code } : { private: unit.code },
  };
}

function mapped<Wire, Value>(type: Type<Wire>, from: (wire: Wire) => Value, to: (value: Value) => Wire): Type<Value> {
  return {
    tags: type.tags,
    read: (element) => from(type.read(element)),
    write: (writer, value, tag) => type.write(writer, to(value), tag),
  };
}
