import { storedTime } from '../../cdr/index.ts';
import type { Constant, TimeBand, Widening } from '../predicate.ts';
import type { Circumstances } from '../statement.ts';
import { dayOf, intervalOf, moment, onUtc, onWall, shifted, type Interval } from '../time-band.ts';
import { fieldsOf, lastName, nodeOf, nodesOf, textOf, type Fields, type Node } from './tree.ts';

/** A constant, or why a node is none. */
export type ConstantOutcome = Constant | { readonly type: 'not'; readonly why: Widening };

const notConstant = (why: Widening): ConstantOutcome => ({ type: 'not', why });

const MAX_DEPTH = 12;

const NUMBER = /^-?\d{1,28}(?:\.\d{1,9})?$/;

/** Works out a constant expression: literals, bound parameters, casts to text and times, the current time, times plus or minus intervals. */
export function constantOf(node: Node | null, around: Circumstances, depth = 0): ConstantOutcome {
  if (!node || depth > MAX_DEPTH) return notConstant('comparison');
  switch (node.tag) {
    case 'A_Const':
      return literal(node.body);
    case 'ParamRef': {
      const value = around.parameters?.[Number(node.body.number) - 1] ?? null;
      return value === null ? notConstant('parameter') : { type: 'untyped', text: value };
    }
    case 'TypeCast':
      return cast(node.body, around, depth);
    case 'SQLValueFunction':
      return currentTime(textOf(node.body.op), around);
    case 'FuncCall':
      return call(node.body, around, depth);
    case 'A_Expr':
      return arithmetic(node.body, around, depth);
    case 'SubLink':
      return notConstant('subquery');
    default:
      return notConstant('comparison');
  }
}

function literal(body: Fields): ConstantOutcome {
  if (body.isnull === true) return notConstant('null');
  if ('sval' in body) return { type: 'untyped', text: textOf(fieldsOf(body.sval).sval) ?? '' };
  // A zero is left out of the tree: {"ival": {}}.
  if ('ival' in body) return number(String(Number(fieldsOf(body.ival).ival ?? 0)));
  if ('fval' in body) return number(textOf(fieldsOf(body.fval).fval) ?? '');
  return notConstant('type');
}

function number(text: string): ConstantOutcome {
  return NUMBER.test(text) ? { type: 'number', text } : notConstant('type');
}

function cast(body: Fields, around: Circumstances, depth: number): ConstantOutcome {
  const type = fieldsOf(body.typeName);
  const name = lastName(type.names);
  // A length or a precision may cut the value.
  if (nodesOf(type.typmods).length > 0 || 'arrayBounds' in type) return notConstant('type');
  const inner = constantOf(nodeOf(body.arg), around, depth + 1);
  if (inner.type === 'not') return inner;
  if (name === 'text' || name === 'varchar') return inner.type === 'untyped' ? inner : notConstant('type');
  if (name === 'date' || name === 'timestamp' || name === 'timestamptz') return time(inner, name, around);
  if (['int2', 'int4', 'int8', 'numeric'].includes(name) && inner.type !== 'time') return number(inner.text.trim());
  return notConstant('type');
}

/** A constant as a time of a type. A cast to `timestamp` ignores an offset in the text (PostgreSQL manual, 8.5.1.3). */
function time(constant: Constant, type: 'date' | 'timestamp' | 'timestamptz', around: Circumstances): ConstantOutcome {
  if (constant.type === 'number') return notConstant('spelling');
  if (constant.type === 'untyped') {
    const read = storedTime(constant.text.trim());
    if (!read) return notConstant('spelling');
    if (type === 'date') return band(moment(dayOf(read.wall), false));
    if (type === 'timestamp') return band(moment(read.wall, false));
    return band(read.zoned ? moment(read.us, true) : onUtc(moment(read.us, false), around.zone));
  }
  if (type === 'date') return band(floored(onWall(constant.band, around.zone)));
  return band(type === 'timestamp' ? onWall(constant.band, around.zone) : onUtc(constant.band, around.zone));
}

function band(value: TimeBand): ConstantOutcome {
  return { type: 'time', band: value };
}

function floored(value: TimeBand): TimeBand {
  return { ...value, earliest: dayOf(value.earliest), latest: dayOf(value.latest) };
}

/** Earlier than any record of a telephone. */
const LONG_AGO = -2_208_988_800_000_000;

/** Statements see the time at which their transaction began: after the session's start, before the audit line. */
function now(around: Circumstances): TimeBand {
  return { earliest: Math.min(around.sessionStart ?? LONG_AGO, around.time), latest: around.time, zoned: true };
}

function currentTime(op: string | null, around: Circumstances): ConstantOutcome {
  if (op === 'SVFOP_CURRENT_TIMESTAMP') return band(now(around));
  if (op === 'SVFOP_LOCALTIMESTAMP') return band(onWall(now(around), around.zone));
  if (op === 'SVFOP_CURRENT_DATE') return band(floored(onWall(now(around), around.zone)));
  return notConstant('function');
}

/** to_date and to_timestamp formats that mean what a literal of that shape means. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  'YYYY-MM-DD': /^\d{4}-\d\d-\d\d$/,
  'YYYY-MM-DD HH24:MI': /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
  'YYYY-MM-DD HH24:MI:SS': /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
};

function call(body: Fields, around: Circumstances, depth: number): ConstantOutcome {
  const name = lastName(body.funcname);
  const args = nodesOf(body.args);
  if (['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'].includes(name) && args.length === 0)
    return band(now(around));
  const [first, second] = args.map((arg) => constantOf(arg, around, depth + 1));
  if ((name === 'to_date' || name === 'to_timestamp') && first?.type === 'untyped' && second?.type === 'untyped') {
    const format = FORMATS[second.text.toUpperCase()];
    return format?.test(first.text) ? time(first, name === 'to_date' ? 'date' : 'timestamptz', around) : notConstant('function');
  }
  if (name === 'date_trunc' && first?.type === 'untyped' && first.text.toLowerCase() === 'day' && second?.type === 'time') {
    return band(floored(onWall(second.band, around.zone)));
  }
  return notConstant('function');
}

function arithmetic(body: Fields, around: Circumstances, depth: number): ConstantOutcome {
  const operator = lastName(body.name);
  const left = nodeOf(body.lexpr);
  const right = nodeOf(body.rexpr);
  if (body.kind !== 'AEXPR_OP' || !right || (operator !== '+' && operator !== '-')) return notConstant('function');
  if (!left) {
    const value = constantOf(right, around, depth + 1);
    return value.type === 'number'
      ? number(`${operator === '-' && !value.text.startsWith('-') ? '-' : ''}${value.text}`)
      : notConstant('function');
  }
  const base = constantOf(left, around, depth + 1);
  if (base.type !== 'time') return base.type === 'not' ? base : notConstant('function');
  const interval = intervalNode(right, base.band, around, depth);
  return interval ? band(shifted(base.band, interval, operator === '+' ? 1 : -1, around.zone)) : notConstant('function');
}

const DAY_US = 86_400_000_000;

function intervalNode(node: Node, base: TimeBand, around: Circumstances, depth: number): Interval | null {
  if (node.tag === 'TypeCast') {
    const type = fieldsOf(node.body.typeName);
    const text = constantOf(nodeOf(node.body.arg), around, depth + 1);
    if (lastName(type.names) !== 'interval' || nodesOf(type.typmods).length > 0 || text.type !== 'untyped') return null;
    return intervalOf(text.text);
  }
  const days = constantOf(node, around, depth + 1);
  // A whole number is days, and only of a date.
  const isDate = !base.zoned && dayOf(base.earliest) === base.earliest && dayOf(base.latest) === base.latest;
  return days.type === 'number' && isDate && /^-?\d{1,6}$/.test(days.text) ? { months: 0, us: Number(days.text) * DAY_US } : null;
}
