/**
 * JSON lines without building objects: `JsonLine` goes once over a line's bytes, writes down where its values stand, and decodes those that are asked for.
 * Made for lines that nobody vouches for: bounded depth, width and length, a refusal instead of an exception, no digit of a number lost.
 */
export { JsonLine, joined } from './json-line.ts';
export { readJsonLines, type JsonLineVisitor } from './json-lines.ts';
export { jsonKey, keyOf, type JsonKey } from './key.ts';
export { KIND } from './nodes.ts';
export { jsonPath, type JsonPath } from './path.ts';
