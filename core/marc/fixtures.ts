/**
 * Records of ours as they stand in files: literal ISO 2709, one character a byte. They were not made by the encoder they
 * test.
 */

/** The bytes of a fixture. */
export function bytes(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}

/** A novel in two copies, UTF-8 as 100 says, non-sorting part between U+0098 and U+009C. */
export const lesMiserables =
  // prettier-ignore
  '00889nam0 2200301   450 ' +
  '001001200000003004600012005001700058010005000075073001800125' +
  '090000900143100004100152101000800193102000700201105001800208' +
  '106000600226200005600232210002700288215001800315225001000333' +
  '330003200343606004200375676001000417700003300427702002400460' +
  '801001200484995004900496995004200545\x1e' +
  'FRBNF308351\x1e' +
  'http://catalogue.bnf.fr/ark:/12148/cb30835143\x1e' +
  '20240321101500.0\x1e' +
  '  \x1fa2-07-040922-8 (br.)\x1fd12,50 EUR\x1fz2-07-040922-6\x1e' +
  ' 0\x1fa9782070409228\x1e' +
  '  \x1fa4711\x1e' +
  '  \x1fa20240321d1862    m  y0frey50      ba\x1e' +
  '0 \x1fafre\x1e' +
  '  \x1faFR\x1e' +
  '  \x1faa   z   00|a|\x1e' +
  '  \x1far\x1e' +
  '1 \x1fa\xc2\x98Les \xc2\x9cMis\xc3\xa9rables\x1fh1\x1fiFantine\x1feroman\x1ffVictor Hugo\x1e' +
  '  \x1faParis\x1fcGallimard\x1fd1999\x1e' +
  '  \x1fa636 p.\x1fd18 cm\x1e' +
  '| \x1faFolio\x1e' +
  '  \x1faJean Valjean sort du bagne.\x1e' +
  '  \x1faFor\xc3\xa7ats\x1fyFrance\x1fz19e si\xc3\xa8cle\x1f2rameau\x1e' +
  '  \x1fa843.7\x1e' +
  ' 1\x1faHugo\x1fbVictor\x1ff1802-1885\x1f4070\x1e' +
  ' 1\x1faNo\xc3\xabl\x1fbBernard\x1f4340\x1e' +
  ' 0\x1faFR\x1fbBnF\x1e' +
  '  \x1fbLENS\x1ff30009001\x1fkR HUG\x1flI\x1feAdultes\x1fjINV-1\x1fraa\x1e' +
  '  \x1fbLENS\x1fg3000\x1fh9002\x1fi\x1fkR HUG\x1foexclu\x1frLIV\x1e\x1d';

/** A serial without control number, pure ASCII. */
export const leMonde =
  // prettier-ignore
  '00383cas  2200133   450 ' +
  '011002500000100004100025101000800066110000700074200005800081' +
  '207002500139210004400164326001400208995002700222\x1e' +
  '  \x1fa0395-2037\x1fy0395-2038\x1e' +
  '  \x1fa19750101a19449999m  y0frey01      ba\x1e' +
  '0 \x1fafre\x1e' +
  '  \x1faca\x1e' +
  '1 \x1faLe Monde\x1fbTexte imprime\x1ffdir. publ. Hubert Beuve-Mery\x1e' +
  ' 0\x1faNo 1 (19 dec. 1944)-\x1e' +
  '  \x1faParis\x1fcSociete editrice du Monde\x1fd1944-\x1e' +
  '  \x1faQuotidien\x1e' +
  '  \x1ff30009010\x1fkPER MON\x1frper\x1e\x1d';

/** ISO 5426 as 100 says (03): marks before their letter, 88 and 89 around the non-sorting part. */
export const oeuvresIso5426 =
  // prettier-ignore
  '00257nam0 2200097   450 ' +
  '001001000000100004100010101000800051200006200059210001600121' +
  '700002200137\x1e' +
  '000012345\x1e' +
  '  \x1fa19950612d1990    m  y0frey03      ba\x1e' +
  '0 \x1fafre\x1e' +
  '1 \x1fa\x88L\'\x89\xc2et\xc2e des \xfauvres\x1fe\xab fran\xd0cais \xbb \xc1a No\xc8el\x1ff\xc2Emile Zola\x1e' +
  '  \x1faParis\x1fd1990\x1e' +
  ' 1\x1faZola\x1fb\xc2Emile\x1f4070\x1e\x1d';

/** Windows-1252 in a record that says UTF-8 (50). */
export const ecoleWindows1252 =
  // prettier-ignore
  '00211nam0 2200085   450 ' +
  '001001000000100004100010101000800051200004900059210001700108\x1e' +
  '000012346\x1e' +
  '  \x1fa19990612d1998    m  y0frey50      ba\x1e' +
  '0 \x1fafre\x1e' +
  '1 \x1faL\x92\xc9cole des c\x9curs bris\xe9s\x1fe\xe9t\xe9 98\x1ff\xc9mile \xcatre\x1e' +
  '  \x1fa\xc9vreux\x1fd1998\x1e\x1d';

/** UTF-8 taken for Windows-1252 and encoded in UTF-8 again: every count is right. */
export const noelTwice =
  // prettier-ignore
  '00207nam0 2200085   450 ' +
  '001001000000100004100010101000800051200004600059210001600105\x1e' +
  '000012347\x1e' +
  '  \x1fa20080612d2007    m  y0frey50      ba\x1e' +
  '0 \x1fafre\x1e' +
  '1 \x1faNo\xc3\x83\xc2\xabl \xc3\x83\xc2\xa0 l\xc3\xa2\xe2\x82\xac\xe2\x84\xa2\xc3\x85\xe2\x80\x9cuvre\x1ffAna\xc3\x83\xc2\xafs\x1e' +
  '  \x1faParis\x1fd2007\x1e\x1d';

/** MARC21: 245, and no 200. */
export const marc21 =
  // prettier-ignore
  '00192nam a2200073   450 ' +
  '001001200000008004100012100003000053245003500083\x1e' +
  'ocm00012348\x1e' +
  '151215s1977    fr            000 0 fre d\x1e' +
  '1 \x1faHugo, Victor,\x1fd1802-1885.\x1e' +
  '14\x1faLes miserables /\x1fcVictor Hugo.\x1e\x1d';

/** A UNIMARC/A authority record: leader 6 x. */
export const hugoAuthority =
  // prettier-ignore
  '00133nx   2200061   450 ' +
  '001001400000100002900014200002800043\x1e' +
  'FRBNF11907966\x1e' +
  '  \x1fa20020101afrey50      ba0\x1e' +
  ' 1\x1faHugo\x1fbVictor\x1ff1802-1885\x1e\x1d';

/** A record that says nothing but its number and its language. */
export const titleless =
  // prettier-ignore
  '00068nam0 2200049   450 ' +
  '001001000000101000800010\x1e' +
  '000012349\x1e' +
  '0 \x1fafre\x1e\x1d';
