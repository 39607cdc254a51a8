import { techniquesChart } from '../../drawing/index.ts';
import { h, type Child } from '../../element.ts';
import type { ReportModel } from '../../model/index.ts';
import { integer } from '../../numbers.ts';
import { figureHead } from '../../parts/frame.ts';
import { counted, shortChannel } from '../../words.ts';

const LOGS: Readonly<Record<string, string>> = {
  network: 'a network sensor’s log',
  web: 'a web server’s log',
  database: 'a database’s audit log',
};

/** Which techniques the logs could have shown at all, by tactic. */
export function techniquesPart(model: ReportModel): Child {
  const { techniques } = model.documents.coverage;
  if (techniques.techniques === 0) return null;
  const seen = techniques.all + techniques.partly;
  const title = `${integer(seen)} of ${integer(techniques.techniques)} techniques could have been seen at all, ${integer(techniques.all)} of them on each host`;
  const [best] = techniques.missing;
  const missing =
    best === undefined
      ? ''
      : ` Missed most: ${LOGS[best.log] ?? shortChannel(best.log)}, for ${counted(best.techniques, 'technique')} on up to ${counted(best.hosts, 'host')} that show them by no log.`;
  return h(
    'div',
    { class: 'coverage-part' },
    figureHead(
      title,
      `ATT&CK techniques by tactic, of those that logs we can read show. Solid: on each host that could show it. Dashed: on some. Empty: nowhere.${missing} That a log is there says that it could have shown a technique, not that auditing was on.`,
    ),
    h('div', { class: 'wide-only' }, techniquesChart('techniques', title, techniques.tactics, 760)),
    h('div', { class: 'phone-only' }, techniquesChart('techniques-phone', title, techniques.tactics, 350)),
  );
}
