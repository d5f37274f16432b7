// What of a page's accessibility tree a snapshot holds: landmarks, headings, tables, forms and dialogs. Wording elsewhere may
// change without one.

/** Roles that a snapshot keeps with their names. */
const KEPT = new Set([
  'banner',
  'navigation',
  'main',
  'region',
  'search',
  'form',
  'heading',
  'table',
  'columnheader',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'radiogroup',
  'group',
  'dialog',
  'alertdialog',
  'alert',
  'progressbar',
  'status',
]);
/** What is told in passing has no name. */
const isKept = ({ role, line }: Node): boolean => KEPT.has(role) && (role !== 'status' || line.includes('"'));

interface Node {
  role: string;
  line: string;
  children: Node[];
}

/** A snapshot as Playwright makes it, without what is not to be kept: a smaller one, which still fits the page. */
export function essence(snapshot: string): string {
  const root: Node = { role: '', line: '', children: [] };
  const open: Node[] = [root];
  for (const text of snapshot.split('\n')) {
    const [, indent, written] = /^( *)- (.*)$/.exec(text) ?? [];
    if (indent === undefined || written === undefined) continue;
    const line = unquoted(written);
    const depth = indent.length / 2;
    open.length = depth + 1;
    const node: Node = { role: /^[a-z]+/.exec(line)?.[0] ?? '', line, children: [] };
    open[depth]?.children.push(node);
    open.push(node);
  }
  return `${root.children.flatMap((node) => printed(node, 0)).join('\n')}\n`;
}

function printed(node: Node, depth: number): string[] {
  // Rows of data are the business of their page's own tests.
  const isRow = node.role === 'row' && !node.children.some(({ role }) => role === 'columnheader');
  const children = isRow ? [] : node.children.flatMap((child) => printed(child, depth + 1));
  if (!isKept(node) && children.length === 0) return [];
  const head = quoted(isKept(node) ? kept(node.line) : node.role);
  return [`${'  '.repeat(depth)}- ${head}${children.length > 0 ? ':' : ''}`, ...children];
}

/** YAML quotes what holds a colon. */
const unquoted = (line: string): string => (line.startsWith("'") ? line.slice(1, line.lastIndexOf("'")).replaceAll("''", "'") : line);
const quoted = (line: string): string => (/: |:$| #/.test(line) ? `'${line.replaceAll("'", "''")}'` : line);

/** Role, name and state; not what is typed into it, nor whether it has the focus. */
function kept(line: string): string {
  const [, head = line] = /^(\w+(?: "(?:[^"\\]|\\.)*")?(?: \[[^\]]*\])*)/.exec(line) ?? [];
  return head.replace(' [active]', '').replace(/ \[(checked|selected|expanded|disabled|pressed)[^\]]*\]/g, '');
}
