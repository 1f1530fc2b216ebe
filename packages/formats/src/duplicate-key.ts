/**
 * The first key that comes twice in one object of `json`, which must be valid JSON: `JSON.parse` keeps the
 * last of them and says nothing. Undefined when there is none.
 */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  let at = 0;
  while (at < json.length) {
    const begin = at;
    const character = json[at++];
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else if (character === '"') {
      while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
      at++;
      const text = json.slice(begin, at);
      while (json[at] === ' ' || json[at] === '\t' || json[at] === '\n' || json[at] === '\r') at++;
      if (json[at] !== ':') continue;
      const key = JSON.parse(text) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
