/** A piece of a line of code, and what it is. */
export interface Token {
  readonly text: string;
  readonly kind: 'plain' | 'keyword' | 'string' | 'number' | 'comment';
}

const python =
  /(?<comment>#.*)|(?<string>'[^']*')|(?<keyword>\b(?:def|class|return|for|in|lambda|import|as|range|if|else|not|None|True|False|self)\b)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?\b)/g;
const typescript =
  /(?<comment>\/\/.*)|(?<string>'[^']*')|(?<keyword>\b(?:function|class|return|for|of|const|let|import|from|new|this|constructor|if|else|as|export|interface|void|undefined|true|false)\b)|(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?\b)/g;

/** A line of code in pieces, for its colours. */
export function tokens(line: string, language: 'python' | 'typescript'): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  for (const match of line.matchAll(language === 'python' ? python : typescript)) {
    const groups = Object.entries(match.groups ?? {}) as (readonly [string, string | undefined])[];
    const [kind = 'plain'] = groups.find(([, text]) => text !== undefined) ?? [];
    if (match.index > at) found.push({ text: line.slice(at, match.index), kind: 'plain' });
    found.push({ text: match[0], kind: kind as Token['kind'] });
    at = match.index + match[0].length;
  }
  if (at < line.length) found.push({ text: line.slice(at), kind: 'plain' });
  return found;
}
