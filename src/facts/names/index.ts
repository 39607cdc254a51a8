export { canonicalAccount, rawAccount, sidOf } from './account.ts';
export { canonicalAddress } from './address.ts';
export { detached, Remembered } from './remembered.ts';
export { canonicalHost, shortName } from './host.ts';
