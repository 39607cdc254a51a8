import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoFromInstant } from '../../lib/index.ts';
import type { EvidenceFile, Quarantined } from '../reader.ts';
import { bytesFile } from '../text/bytes-file.ts';
import { windowsXml } from './index.ts';

interface Seen {
  readonly offset: number;
  readonly size: number;
  readonly id: string | null;
  readonly time: string;
  readonly fields: readonly (readonly [string, string | null])[];
}

function readFile(file: EvidenceFile): { events: Seen[]; quarantined: Quarantined[] } {
  const events: Seen[] = [];
  const quarantined: Quarantined[] = [];
  windowsXml.read(file, {
    event(event) {
      const { offset, size, recordId: id } = event;
      events.push({ offset, size, id, time: isoFromInstant(event.time), fields: [...event.fields()] });
      for (const [name] of event.fields()) expect(event.get(name)).not.toBeUndefined();
    },
    quarantine: (item) => void quarantined.push(item),
  });
  return { events, quarantined };
}

const read = (content: string | Uint8Array): ReturnType<typeof readFile> => readFile(bytesFile(content));

function event(id: number, payload = '', system = ''): string {
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='P'/><EventID>${id}</EventID>` +
    `<TimeCreated SystemTime='2024-04-01T00:32:44.1182957Z'/><EventRecordID>${id}</EventRecordID><Channel>security</Channel>` +
    `<Computer>DC01</Computer>${system}</System>${payload}</Event>`
  );
}

const payloadOf = (payload: string): readonly (readonly [string, string | null])[] =>
  read(event(1, payload)).events[0]?.fields.slice(6) ?? [];
const codes = (content: string): string[] => read(content).quarantined.map(({ code }) => code);

test('System gives time, number, host and log, attributes under the names that rules use', () => {
  const more = `<Correlation ActivityID='{a}'/><Execution ProcessID='1' ThreadID='2' ProcessorID='0'/><Security UserID='S-1-5-18'/>`;
  expect(read(event(4711, '', more)).events).toEqual([
    {
      offset: 0,
      size: event(4711, '', more).length,
      id: '4711',
      time: '2024-04-01T00:32:44.1182957Z',
      fields: [
        ['Provider_Name', 'P'],
        ['EventID', '4711'],
        ['TimeCreated', '2024-04-01T00:32:44.1182957Z'],
        ['EventRecordID', '4711'],
        ['Channel', 'security'],
        ['Computer', 'DC01'],
        ['ActivityID', '{a}'],
        ['ExecutionProcessID', '1'],
        ['ExecutionThreadID', '2'],
        ['Execution_ProcessorID', '0'],
        ['UserID', 'S-1-5-18'],
      ],
    },
  ]);
});

test('Data goes by its Name without spaces, UserData by its leaves, what stands beside them with its name in front', () => {
  expect(payloadOf(`<EventData Name='E'><Data Name="Threat Name">worm</Data><Data>a</Data><Data>b</Data><Binary/></EventData>`)).toEqual([
    ['EventData_Name', 'E'],
    ['ThreatName', 'worm'],
    ['Data', 'a'],
    ['Data', 'b'],
    ['Binary', null],
  ]);
  expect(
    payloadOf(`<UserData>\n <x:Box xmlns:x='urn:x' flag='on'>\n  <x:Inner><x:Leaf>deep</x:Leaf></x:Inner>\n  <Empty/></x:Box></UserData>`),
  ).toEqual([
    ['Box_flag', 'on'],
    ['Leaf', 'deep'],
    ['Empty', null],
  ]);
  expect(
    payloadOf(`<RenderingInfo Culture='en'><Message>hello</Message><Keywords><Keyword>k</Keyword></Keywords></RenderingInfo>`),
  ).toEqual([
    ['RenderingInfo_RenderingInfo_Culture', 'en'],
    ['RenderingInfo_Message', 'hello'],
    ['RenderingInfo_Keyword', 'k'],
  ]);
});

test('references, CDATA, comments and line ends are undone as XML has them, unknown entities stay', () => {
  const text = 'a&lt;b&gt;&amp;&quot;&apos;&#9786;&#x1F600;&#xD800;&unknown;<![CDATA[<&amp;>]]><!-- <Event> -->\r\n';
  expect(payloadOf(`<EventData><Data>${text}</Data></EventData>`)).toEqual([['Data', `a<b>&"'☺😀�&unknown;<&amp;>\r\n`]]);
});

test('the last of a FILETIME of nine digits is cut, GUIDs are in upper case, and text stays as it is', () => {
  const data = ['2024-04-01T00:32:44.118295700Z', '{f422cadb-0089-08ef-07d9-7c4520a027f9}', 'f422cadb-0089-08ef-07d9-7c4520a027f9', ' x '];
  expect(payloadOf(`<EventData>${data.map((text) => `<Data>${text}</Data>`).join('')}</EventData>`).map(([, value]) => value)).toEqual([
    '2024-04-01T00:32:44.1182957Z',
    '{F422CADB-0089-08EF-07D9-7C4520A027F9}',
    data[2],
    data[3],
  ]);
});

test('roots, declarations, record numbers and white space between events are no records', () => {
  const content = `\ufeff<?xml version="1.0"?>\r\n<Events><!-- exported -->\n${event(1)}\nRecord 2\n<?xml version="1.0" encoding="utf-8"?>\n${event(2)}</Events>\r\n`;
  const { events, quarantined } = read(content);
  expect(quarantined).toEqual([]);
  expect(events.map(({ id, offset }) => [id, Buffer.from(content).toString('utf8', offset, offset + 6)])).toEqual([
    ['1', '<Event'],
    ['2', '<Event'],
  ]);
});

test('damage is quarantined up to the next event', () => {
  const broken = event(2).replace('</System>', '</Sistem>');
  expect(read(`${event(1)}\n${broken}\n${event(3)}`)).toMatchObject({
    events: [{ id: '1' }, { id: '3' }],
    quarantined: [{ offset: event(1).length + 1, bytes: broken.length + 1, code: 'XML_DAMAGED' }],
  });
});

test.each([
  ['an event without EventID', event(1).replace('EventID', 'Other').replace('/EventID', '/Other'), 'WINDOWS_NOT_EVENT'],
  ['an event without a time', event(1).replace('SystemTime', 'Other'), 'WINDOWS_TIME_MISSING'],
  ['a document type', `<!DOCTYPE x [<!ENTITY a "aaaa">]>`, 'XML_DECLARATION'],
  ['a document type within an event', event(1, '<EventData><!DOCTYPE x></EventData>'), 'XML_DECLARATION'],
  ['other text', 'not xml at all', 'XML_DAMAGED'],
  ['elements that nest without end', `<Event>${'<a>'.repeat(100_000)}`, 'XML_DAMAGED'],
  ['an event without end', `<Event><a>${'x'.repeat(6 << 20)}`, 'XML_TOO_LONG'],
])('%s is quarantined, and what follows is read', (_, content, code) => {
  const { events, quarantined } = read(`${content}${event(7)}`);
  expect(quarantined.map((item) => item.code)).toEqual([code]);
  expect(events.at(-1)?.id).toBe('7');
  expect(quarantined.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(content.length);
});

test('an event that the end of the file cuts is quarantined', () => {
  const cut = event(2).slice(0, -3);
  expect(read(event(1) + cut).quarantined).toMatchObject([{ offset: event(1).length, bytes: cut.length, code: 'XML_CUT' }]);
});

test('an entity that unfolds is not known', () => {
  const bomb = `<!DOCTYPE lolz [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;">]>${event(1, '<EventData><Data>&b;</Data></EventData>')}`;
  expect(codes(bomb)).toEqual(['XML_DECLARATION']);
  expect(read(bomb).events[0]?.fields.at(-1)).toEqual(['Data', '&b;']);
});

test.each(['<Event><![CDATA[', '<Event><!--', '<Event a="', '<Event><?', '<!--<Event>', '<Event x', '<Event>'])(
  'a hostile file of %s is quarantined with a few looks at each byte',
  (piece) => {
    const content = Buffer.alloc(2 << 20, piece);
    let asked = 0;
    const file: EvidenceFile = {
      path: 'x',
      size: content.length,
      read(buffer, at) {
        asked += buffer.length;
        return content.copy(buffer, 0, at, at + buffer.length);
      },
    };
    const { events, quarantined } = readFile(file);
    expect(events).toEqual([]);
    expect(quarantined.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(content.length);
    expect(asked).toBeLessThan(2 * content.length);
  },
);

test('an event is read again by its offset or its number, in UTF-16 too', () => {
  const content = `<Events>\r\n${[1, 2, 3].map((id) => event(id, '<EventData><Data>é😀</Data></EventData>')).join('\r\n')}</Events>`;
  for (const bytes of [
    Buffer.from(content),
    Buffer.from(`\ufeff${content}`, 'utf16le'),
    Buffer.from(`\ufeff${content}`, 'utf16le').swap16(),
  ]) {
    const file = bytesFile(bytes);
    expect(windowsXml.recognises(bytes.subarray(0, 4096), bytes.length)).toBe(true);
    const { events } = readFile(file);
    expect(events.map(({ id }) => id)).toEqual(['1', '2', '3']);
    for (const { id, offset, size, fields } of events) {
      for (const place of [
        { offset, recordId: null },
        { offset: null, recordId: id },
      ]) {
        const again = windowsXml.readOne(file, place);
        expect([again?.offset, again?.size, again && [...again.fields()]]).toEqual([offset, size, fields]);
      }
    }
    expect(windowsXml.readOne(file, { offset: 4, recordId: null })).toBeNull();
    expect(windowsXml.readOne(file, { offset: null, recordId: '9' })).toBeNull();
  }
});

test('only Windows events are recognised', () => {
  const is = (text: string): boolean => windowsXml.recognises(Buffer.from(text), text.length);
  expect([is(event(1)), is(`<?xml version="1.0"?><Events>${event(1)}</Events>`), is(`\r\n${event(1)}`.slice(0, 300))]).toEqual([
    true,
    true,
    true,
  ]);
  expect([is(''), is('<Events></Events>'), is('<html><Event>'), is(`{"_raw":"${event(1)}"}`), is(`"${event(1)}"`)]).toEqual(
    Array(5).fill(false),
  );
});

const soup = fc
  .array(
    fc.constantFrom(
      '<Event>',
      '</Event>',
      '<Event',
      '<System>',
      '</System>',
      '<a>',
      '</a>',
      '<a/>',
      ' b="c"',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x',
      '?>',
      '&lt;',
      '"',
      '>',
      '<',
      'text',
      '\n',
      'é',
      '\0',
      event(5),
      event(6).slice(0, 150),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(parts.join('')));

test('whatever the bytes are, events and quarantined stretches lie one behind the other with nothing but separators between', () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.uint8Array({ maxLength: 400 })), (content) => {
      const { events, quarantined } = read(content);
      let next = 0;
      for (const { offset, size } of [...events, ...quarantined.map((item) => ({ offset: item.offset, size: item.bytes }))].sort(
        (a, b) => a.offset - b.offset,
      )) {
        expect(Buffer.from(content).toString('latin1', next, offset)).toMatch(/^(?:\s|\xef\xbb\xbf|<\?[^>]*>|<!--[^]*?-->)*$/);
        expect(size).toBeGreaterThan(0);
        next = offset + size;
      }
      expect(Buffer.from(content).toString('latin1', next)).toMatch(/^(?:\s|\xef\xbb\xbf|<\?[^>]*>|<!--[^]*?-->)*$/);
    }),
    { numRuns: 3000 },
  );
});
