export type { Charset } from './charset.ts';
export { decode } from './decode.ts';
export { encode } from './encode.ts';
export { cutToWidth, defaultDelimiter } from './field-text.ts';
export { asTelnet, withoutTelnet } from './telnet.ts';
export { defaultFrameLimit, type LineEnd, split } from './framing.ts';
export {
  isRequest,
  layoutByName,
  MalformedMessage,
  type Message,
  type MessageOf,
  type RequestMessage,
  type RequestName,
  type ResponseMessage,
} from './message.ts';
export { checksum, type Seal, seal, type Summed, type Terminator, type Unsealed, unseal } from './seal.ts';
