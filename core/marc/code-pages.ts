/**
 * Character sets of one byte a character, their upper half: what the systems of a library ran on before UTF-8. The lower
 * half is ASCII.
 */
export const codePages = {
  /** IBM 850: MS-DOS in western Europe. */
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  /** Mac OS Roman, with the euro sign of 1998 (DB); F0 is the apple. */
  macroman:
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
} as const;

export type CodePage = keyof typeof codePages;

/** Text read as ISO 8859-1 (one character a byte), read again in a code page, NFC. */
export function latin1ToCodePage(latin1: string, page: CodePage): string {
  const upper = codePages[page];
  return latin1.replace(/[\x80-\xff]/g, (character) => upper[character.charCodeAt(0) - 0x80]!).normalize('NFC');
}
