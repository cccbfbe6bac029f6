/** CRC-16/CCITT-FALSE: polynomial 0x1021, initial 0xFFFF, most significant bit first, nothing reflected nor inverted (ISO 28560-3). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc;
}
