import type { MessageWords } from '../../core/terminals/desk.ts';
import { layoutByCode } from './codec/message.ts';

/** The words of the specification for messages and fields. */
export const words: MessageWords = {
  message: (code) => layoutByCode.get(code)?.name ?? null,
  fixed: (code) => layoutByCode.get(code)?.fixed.map(([name]) => name) ?? [],
  field: (code, identifier) =>
    layoutByCode.get(code)?.fields.find((rule) => rule.identifier === identifier)?.name ?? null,
};
