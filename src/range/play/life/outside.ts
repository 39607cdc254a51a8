import type { Random } from '../../random.ts';

const SITES = [
  'www.search.example',
  'news.daily.example',
  'cdn.static.example',
  'login.cloud.example',
  'mail.provider.example',
  'maps.atlas.example',
  'video.stream.example',
  'weather.service.example',
  'shop.market.example',
  'forum.radio.example',
  'standards.telecom.example',
  'travel.rail.example',
  'translate.words.example',
  'update.vendor.example',
  'telemetry.vendor.example',
  'ocsp.trust.example',
  'ads.network.example',
  'fonts.static.example',
  'meet.video.example',
  'tickets.support.example',
];
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'];

/** A site that somebody visits; the first ones far more often. */
export function outsideName(random: Random): string {
  return SITES[Math.floor(SITES.length * random.fraction() ** 1.8)] ?? 'www.search.example';
}

/** Where a site is: addresses for documentation (RFC 5737). */
export function outsideAddress(name: string): string {
  let sum = 7;
  for (let i = 0; i < name.length; i++) sum = (sum * 31 + name.charCodeAt(i)) % 65_521;
  return `${NETWORKS[sum % 3] ?? '192.0.2'}.${10 + (sum % 210)}`;
}
