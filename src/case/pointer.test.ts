import { expect, it } from 'vitest';
import { makeRef, mergePointers, parseRef } from './pointer.ts';

const sha = '9c41f07be2a85d13'.padEnd(64, '0');

it('a ref names the record number where there is one, else the offset', () => {
  expect(makeRef(sha, '44718', 4096)).toBe('9c41f07be2a85d13:44718');
  expect(makeRef(sha, null, 88_213)).toBe('9c41f07be2a85d13@88213');
});

it('a ref is read back as it was made, and nothing else is a ref', () => {
  expect(parseRef('9c41f07be2a85d13:44718')).toEqual({ evidence: '9c41f07be2a85d13', offset: null, recordId: '44718' });
  expect(parseRef('9c41f07be2a85d13@88213')).toEqual({ evidence: '9c41f07be2a85d13', offset: 88_213, recordId: null });
  for (const text of ['', '9c41f07be2a85d13', '9c41f07be2a85d1:4', '9C41F07BE2A85D13:4', '9c41f07be2a85d13@x', '9c41f07be2a85d13:1;drop'])
    expect(parseRef(text)).toBeNull();
});

it('pointers are merged by ref, each once', () => {
  const pointer = (ref: string) => ({ ref, evidence: sha, offset: 0, record_id: null, host: null, channel: null });
  expect(mergePointers([[pointer('b'), pointer('a')], [pointer('a')]]).map((p) => p.ref)).toEqual(['a', 'b']);
});
