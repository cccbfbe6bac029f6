/** Twelve digits with their check digit (EAN-13). */
export function ean13Of(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return twelve + String((10 - (sum % 10)) % 10);
}

/** The ISBN-10, hyphenated, of an ISBN-13 of 978. */
export function isbn10Of(isbn13: string): string {
  const body = isbn13.slice(3, 12);
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return `${body[0]}-${body.slice(1, 5)}-${body.slice(5)}-${check === 10 ? 'X' : check}`;
}
