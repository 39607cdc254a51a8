/** The parts of a request line; null where it does not have them. */
export interface RequestParts {
  readonly method: string | null;
  readonly uri: string | null;
  readonly version: string | null;
}

const METHOD = /^[A-Za-z_-]{1,32}$/;
const NOTHING: RequestParts = { method: null, uri: null, version: null };

/** Takes `GET /a?b HTTP/1.1` apart. What is no request line (a TLS handshake sent to a plain port) is all URI, so that nothing of it is lost. */
export function requestParts(line: string | null): RequestParts {
  if (line === null) return NOTHING;
  const first = line.indexOf(' ');
  const method = first < 0 ? line : line.slice(0, first);
  if (!METHOD.test(method)) return { method: null, uri: line, version: null };
  if (first < 0) return { method, uri: null, version: null };
  const last = line.lastIndexOf(' ');
  const version = line.startsWith('HTTP/', last + 1) ? line.slice(last + 1) : null;
  const uri = version === null ? line.slice(first + 1) : line.slice(first + 1, Math.max(first + 1, last));
  return { method, uri: uri === '' ? null : uri, version };
}
