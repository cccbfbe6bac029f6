export type { Charset } from './charset.ts';
export { decode } from './decode.ts';
export { encode } from './encode.ts';
export { defaultFrameLimit, split } from './framing.ts';
export {
  isRequest,
  MalformedMessage,
  type Message,
  type MessageOf,
  type RequestMessage,
  type RequestName,
  type ResponseMessage,
} from './message.ts';
export { checksum, type Seal, seal, type Terminator, type Unsealed, unseal } from './seal.ts';
