import { textWidth } from './text-width.ts';

/**
 * `text` with line breaks between words, so that no line is wider than `width` columns unless one word is. Lines that
 * begin with a space (a command to copy, a listing) stay as they are; `indent` goes before every line but the first.
 */
export function wrap(text: string, width = 80, indent = ''): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrapLine(line, width, indent)))
    .join('\n');
}

function wrapLine(line: string, width: number, indent: string): string {
  const [first = '', ...words] = line.split(' ');
  let current = first;
  const lines: string[] = [];
  for (const word of words) {
    if (textWidth(current) + 1 + textWidth(word) <= width) {
      current += ` ${word}`;
      continue;
    }
    lines.push(current);
    current = indent + word;
  }
  return [...lines, current].join('\n');
}
