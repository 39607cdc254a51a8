/** A GUID in braces and upper case (MS-DTYP 2.3.4: the first three parts little-endian). */
export function guidText(bytes: Buffer, position: number): string {
  const hex = bytes.toString('hex', position, position + 16).toUpperCase();
  const pair = (index: number): string => hex.slice(index * 2, index * 2 + 2);
  const first = pair(3) + pair(2) + pair(1) + pair(0);
  return `{${first}-${pair(5)}${pair(4)}-${pair(7)}${pair(6)}-${hex.slice(16, 20)}-${hex.slice(20)}}`;
}

/** How many bytes the SID at `position` takes: its second byte counts its sub-authorities. */
export function sidSize(bytes: Buffer, position: number): number {
  return 8 + 4 * (bytes[position + 1] ?? 0);
}

/** A SID as `S-1-5-21-…` (MS-DTYP 2.4.2.1: an authority of 2^32 or more in hexadecimal). */
export function sidText(bytes: Buffer, position: number): string {
  const authority = bytes.readUIntBE(position + 2, 6);
  let text = `S-${bytes[position] ?? 0}-${authority < 0x100000000 ? authority : `0x${authority.toString(16).padStart(12, '0')}`}`;
  const end = position + sidSize(bytes, position);
  for (let at = position + 8; at < end; at += 4) text += `-${bytes.readUInt32LE(at)}`;
  return text;
}
