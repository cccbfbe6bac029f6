/** Bytes that are no APDU, or an APDU that lacks what its definition demands. `decoded` is what was understood before. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
  decoded: unknown;
  constructor(message: string, decoded: unknown = {}) {
    super(message);
    this.decoded = decoded;
  }
}
