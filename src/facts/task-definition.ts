/** A task's definition has a few kilobytes; what lies behind this is not looked at. */
const LONGEST = 65_536;
const MOST_ACTIONS = 8;

/** What a scheduled task runs, as its XML says (MS-TSCH 2.5). */
export interface TaskDefinition {
  /** One line an action, at most eight. */
  readonly commands: string | null;
  readonly arguments: string | null;
  /** The class of a COM handler. */
  readonly classId: string | null;
  readonly runAs: string | null;
  readonly author: string | null;
  readonly hidden: boolean | null;
}

/** Reads a task's definition with plain searches: the intruder wrote it, so it need not be XML at all. */
export function taskDefinition(xml: string): TaskDefinition {
  const text = xml.length > LONGEST ? xml.slice(0, LONGEST) : xml;
  const hidden = elements(text, 'Hidden', 1)[0];
  return {
    commands: lines(elements(text, 'Command', MOST_ACTIONS)),
    arguments: lines(elements(text, 'Arguments', MOST_ACTIONS)),
    classId: lines(elements(text, 'ClassId', MOST_ACTIONS)),
    runAs: elements(text, 'UserId', MOST_ACTIONS).at(-1) ?? elements(text, 'GroupId', 1)[0] ?? null,
    author: elements(text, 'Author', 1)[0] ?? null,
    hidden: hidden === undefined ? null : hidden.trim().toLowerCase() === 'true',
  };
}

/** The texts of the first elements of a name. */
function elements(xml: string, name: string, most: number): string[] {
  const found: string[] = [];
  const open = `<${name}>`;
  const close = `</${name}>`;
  for (let at = xml.indexOf(open); at >= 0 && found.length < most;) {
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    found.push(unescaped(xml.slice(at + open.length, end)));
    at = xml.indexOf(open, end);
  }
  return found;
}

function lines(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (all, name: string) => ENTITIES[name] ?? all);
}
