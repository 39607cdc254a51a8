import type { Random } from '../random.ts';

const FIRST = [
  'nor',
  'tel',
  'ost',
  'kal',
  'bre',
  'mon',
  'zel',
  'ard',
  'vel',
  'lun',
  'tor',
  'mar',
  'hel',
  'gra',
  'sil',
  'dur',
  'fen',
  'or',
  'pel',
  'ul',
];
const LAST = ['vik', 'mara', 'eria', 'und', 'vana', 'taro', 'andis', 'enne', 'mund', 'stad', 'holm', 'sund', 'by', 'ford', 'dal', 'berg'];

const GIVEN =
  'adil agnes aida alva anela arne astrid bela birte boris bruno carla cato cilla dagny denis dora edda egil elin emre esra farid felix fiona frida gero greta gunda hanno hedda henri ida ilja ines ingo iris ivar jana jonas jorun juri kaja katja kimmo lars lea leif lina luca maja malte mirko mona nadia nele niklas nora olaf orla otto paula petra piet ragna ravi remo rikke runa sami sanna selma sonja stellan svea tarik tessa thea tilo tomas ulla uwe vera viggo wanda yara ylva zeno zora'.split(
    ' ',
  );
const STEM =
  'abel brand corv dulm esk falk gron hast ivar jasp kest lom marw nes orm palm quist ros selm tind ulv vang west yrg zand berg dahl ek fors glad holt isak kalm lind myr nord oster prest rydd skog thorn varg alm bjork'.split(
    ' ',
  );
const ENDING = [
  'in',
  'vik',
  'ane',
  'en',
  'ola',
  'ner',
  'vold',
  'rup',
  'sen',
  'er',
  'rel',
  'ond',
  'wick',
  'bo',
  'und',
  'mer',
  'dall',
  'stad',
];

/** A place or a firm that nobody has heard of. */
export function drawPlace(random: Random): string {
  return random.pick(FIRST) + random.pick(LAST);
}

/** Somebody's name, in lower-case letters. */
export interface Called {
  readonly given: string;
  readonly family: string;
}

export function drawPerson(random: Random): Called {
  return { given: random.pick(GIVEN), family: random.pick(STEM) + random.pick(ENDING) };
}
