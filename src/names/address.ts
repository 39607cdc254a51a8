/** False for addresses that every machine has, so that they name none: loopback, unspecified and link-local (RFC 6890). */
export function namesMachine(address: string): boolean {
  return !isLoopback(address) && !/^(?:0\.0\.0\.0$|169\.254\.|::$|fe80:|-?$)/i.test(address);
}

/** An address by which a machine speaks to itself (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$)/.test(address);
}

/** RFC 1918, RFC 6598, RFC 4193; in a form that RE2 reads too. */
export const INSIDE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/;

/** Addresses that only machines of the carrier's own can have. Canonical, so in lower-case. */
export function isInside(address: string): boolean {
  return INSIDE.test(address);
}

/** SQL that is true where `namesMachine` is; multicast and broadcast are left out too, which are nobody's own. */
export function namesMachineSql(column: string): string {
  const none = ['127.%', '169.254.%', 'fe80:%', 'ff0%:%', '22_.%', '23_.%', '255.255.255.255'];
  return `${column} IS NOT NULL AND ${column} NOT IN ('::1', '::', '0.0.0.0') AND ${none.map((text) => `${column} NOT LIKE '${text}'`).join(' AND ')}`;
}
