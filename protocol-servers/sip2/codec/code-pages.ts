/** The upper half of a character set of one byte: 128 characters for 0x80 to 0xFF, U+FFFD where it has none. */
const latin1 = Array.from({ length: 128 }, (_, at) => String.fromCharCode(0x80 + at)).join('');

const windows1252 = `€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ${latin1.slice(32)}`;

const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ' +
  'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀' +
  'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** A character set of one byte, both ways. */
export interface CodePage {
  readonly characters: string;
  readonly byteOf: ReadonlyMap<string, number>;
}

function codePage(characters: string): CodePage {
  const pairs = Array.from(characters, (character, at) => [character, 0x80 + at] as const);
  return { characters, byteOf: new Map(pairs.filter(([character]) => character !== '\ufffd')) };
}

export const codePages = {
  'iso-8859-1': codePage(latin1),
  'windows-1252': codePage(windows1252),
  cp850: codePage(cp850),
} as const;
