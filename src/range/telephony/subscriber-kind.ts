/** What somebody is to the carrier. Hubs are lines that many call: hotlines, voicemail, banks. */
export type SubscriberKind = 'private' | 'business' | 'hub' | 'roamer-in';
