/** What PowerShell's classic log says about itself begins with this in a record of a pipeline. */
const CONTEXT = '\tDetailSequence=';

/**
 * The values of a record of the log "Windows PowerShell" from its message, in their order: of 800 the pipeline, what PowerShell says about
 * itself, and the details; of the others the first two lines' values and all the lines. A message of another form is one value.
 */
export function powerShellTexts(eventId: string, message: string): readonly string[] {
  return (eventId === '800' ? ofPipeline(message) : ofState(message)) ?? [message];
}

function ofPipeline(message: string): readonly string[] | null {
  const context = message.indexOf(CONTEXT);
  const label = message.lastIndexOf('\n\r\n', context);
  const colon = message.indexOf(': ');
  if (context < 0 || label < 0 || colon < 0 || colon > label) return null;
  // The sentence ends behind the pipeline.
  const pipeline = message.slice(colon + 2, label).replace(/\. ?\r?$/, '');
  const rest = message.slice(context);
  const end = /\r\n\r\n[^\r\n\t]{1,60}\r\n/.exec(rest.slice(Math.max(0, rest.indexOf('\tCommandLine='))));
  if (!end) return [pipeline, rest];
  const from = end.index + Math.max(0, rest.indexOf('\tCommandLine='));
  return [pipeline, rest.slice(0, from), rest.slice(from + end[0].length)];
}

function ofState(message: string): readonly string[] | null {
  const lines = message.indexOf('\r\n\t');
  if (lines < 0) return null;
  const all = message.slice(lines + 2);
  const [first, second] = all.split('\r\n', 2).map((line) => line.slice(line.indexOf('=') + 1));
  return [first ?? '', second ?? '', all];
}
