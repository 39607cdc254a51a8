/** Endings of pages that a web server runs instead of sending: ASP, ASP.NET, PHP, JSP, ColdFusion, CGI. */
const ENDINGS = [
  'aspx', 'asp', 'ashx', 'asmx', 'ascx', 'asax', 'asa', 'cer', 'cdx', 'cshtml', 'vbhtml', 'svc', 'soap',
  'php', 'php3', 'php4', 'php5', 'php7', 'phtml', 'phar',
  'jsp', 'jspx', 'jspf', 'jsw', 'jhtml', 'do', 'action',
  'cfm', 'cfml', 'cfc', 'cgi', 'pl', 'py', 'rb', 'lua',
]; // prettier-ignore

/** Endings of pages that exist to be called by programs. */
const SERVICE = /\.(?:asmx|svc|soap)$/;

/**
 * SQL for the script page of a request path, lower-case, without what may follow it (`/x.aspx/more`, `/x.jsp;id`); null when it is none.
 * Only `lower`, `replace`, `strpos` and `substr`, which every engine has.
 */
export function pageOf(path: string): string {
  const text = `(replace(lower(${path}), ';', '/') || '/')`;
  const branches = ENDINGS.map(
    (ending) => `WHEN strpos(${text}, '.${ending}/') > 0 THEN substr(${text}, 1, strpos(${text}, '.${ending}/') + ${ending.length})`,
  );
  return `CASE ${branches.join(' ')} END`;
}

/** Whether a page is one that programs are meant to call. */
export function isServicePage(page: string): boolean {
  return SERVICE.test(page);
}
