import type { Random } from '../random.ts';

/**
 * Who is who outside, in the ranges for documentation (RFC 5737): .1–.180 visitors, 192.0.2.181–199 scanners, 203.0.113.181–199 the
 * staff's homes, 198.51.100.181–199 partners and services. From .200 on whoever does not belong.
 */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;

export function visitorAddress(random: Random): string {
  return `${random.pick(NETWORKS)}.${random.integer(1, 180)}`;
}

export function scannerAddress(random: Random): string {
  return `192.0.2.${random.integer(181, 199)}`;
}

/** Where a person is at home: always the same provider's, one of a few addresses. */
export function homeAddress(person: number, lease: number): string {
  return `203.0.113.${181 + ((person * 7 + (lease % 3)) % 19)}`;
}

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.{s} Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_{s} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.{s} Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36 Edg/{v}.0.0.0',
];

/** A browser of the years that are played. */
export function browser(random: Random): string {
  const version = String(random.integer(106, 121));
  const step = String(random.integer(1, 6));
  return random.pick(AGENTS).replaceAll('{v}', version).replaceAll('{s}', step);
}

/** The carrier's own app. */
export function app(random: Random): string {
  return random.chance(0.5)
    ? `CarrierApp/4.${random.integer(0, 9)} (Android 13; okhttp/4.10.0)`
    : `CarrierApp/4.${random.integer(0, 9)} CFNetwork/1404.0.5 Darwin/22.3.0`;
}

/** The browser of the carrier's own desks, which is rolled out to all of them alike. */
export function deskBrowser(days: number): string {
  const version = 108 + Math.floor(days / 28);
  return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 Edg/${version}.0.0.0`;
}
