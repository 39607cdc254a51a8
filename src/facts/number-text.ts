/** Numbers and identifiers as logs print them. Nearly all have their usual form, which is told by a look at each character; patterns decide the rest. */

export function integerOf(value: string): number | null {
  const plain = digitsOf(value);
  if (plain >= 0) return plain;
  const trimmed = value.trim();
  if (!/^-?\d{1,16}$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return Number.isSafeInteger(number) ? number : null;
}

/** A port; 0 is none. */
export function portOf(value: string): number | null {
  const number = integerOf(value);
  return number !== null && number > 0 && number < 65_536 ? number : null;
}

/** A whole number that fits a column of 32 bits. */
export function smallIntegerOf(value: string): number | null {
  const number = integerOf(value);
  return number !== null && Math.abs(number) < 2 ** 31 ? number : null;
}

/** Security writes process ids in hexadecimal, Sysmon in decimal. */
export function processIdOf(value: string): number | null {
  return (value.charCodeAt(1) | 32) === 120 && /^0x[0-9a-f]{1,8}$/i.test(value) ? Number(value) : integerOf(value);
}

/** A handle or a logon id as `0x3e7`: lower-case, no zeros in front; 0x0 is none. */
export function handleOf(value: string): string | null {
  if (value === '0x0') return null;
  if (isPlainHandle(value)) return value;
  const m = /^(?:0x0*([0-9a-f]{1,16})|\d{1,16})$/i.exec(value.trim());
  if (!m) return null;
  const id = m[1]?.toLowerCase() ?? Number(value).toString(16);
  return id === '0' ? null : `0x${id}`;
}

/** A GUID as `{…}` in lower-case; one of zeros is none. */
export function guidOf(value: string): string | null {
  const form = guidForm(value);
  if (form === PLAIN) return value;
  if (form === UPPER) return value.toLowerCase();
  if (form === ZEROS) return null;
  const m = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(value.trim());
  const digits = m?.[1]?.toLowerCase();
  return digits === undefined || /^[0-]+$/.test(digits) ? null : `{${digits}}`;
}

/** The number that up to 15 digits spell; -1 for anything else. */
function digitsOf(text: string): number {
  const { length } = text;
  if (length === 0 || length > 15) return -1;
  let number = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return -1;
    number = number * 10 + code - 48;
  }
  return number;
}

function isPlainHandle(text: string): boolean {
  const { length } = text;
  if (length < 3 || length > 18 || text.charCodeAt(0) !== 48 || text.charCodeAt(1) !== 120 || text.charCodeAt(2) === 48) return false;
  for (let i = 2; i < length; i++) if (!isLowerHex(text.charCodeAt(i))) return false;
  return true;
}

const OTHER = 0;
const PLAIN = 1;
const UPPER = 2;
const ZEROS = 3;

/** Whether a text is `{8-4-4-4-12}`: all lower-case (PLAIN), with capitals (UPPER), or nothing but zeros. */
function guidForm(text: string): number {
  if (text.length !== 38 || text.charCodeAt(0) !== 123 || text.charCodeAt(37) !== 125) return OTHER;
  let form = PLAIN;
  let zeros = true;
  for (let i = 1; i < 37; i++) {
    const code = text.charCodeAt(i);
    if (i === 9 || i === 14 || i === 19 || i === 24) {
      if (code !== 45) return OTHER;
    } else if (code !== 48) {
      zeros = false;
      if (code >= 65 && code <= 70) form = UPPER;
      else if (!isLowerHex(code)) return OTHER;
    }
  }
  return zeros ? ZEROS : form;
}

function isLowerHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}
