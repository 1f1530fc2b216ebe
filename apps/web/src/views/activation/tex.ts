import type { FormulaTree } from '@bilayer/activations/formula';

/** How tightly a part binds: what binds less needs brackets. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

interface Part {
  readonly tex: string;
  readonly binds: number;
}

const signs: Readonly<Record<string, string>> = { '<': '<', '<=': '\\le', '>': '>', '>=': '\\ge' };
const opposites: Readonly<Record<string, string>> = { '<': '\\ge', '<=': '>', '>': '\\le', '>=': '<' };
/** Functions that TeX has a command for. */
const commands: ReadonlySet<string> = new Set(['exp', 'log', 'ln', 'tanh', 'max', 'min']);

function bracketed(inside: string): string {
  return `\\left(${inside}\\right)`;
}

/** The TeX of a part that must bind at least as tightly as `least`. */
function within(tree: FormulaTree, least: number): string {
  const { tex, binds } = partOf(tree);
  return binds < least ? bracketed(tex) : tex;
}

function numberTex(value: number): string {
  const [digits = '', exponent] = String(value).split('e');
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
}

function productTex(a: FormulaTree, b: FormulaTree): string {
  const [left, right] = [within(a, PRODUCT), within(b, POWER)];
  // A number after anything needs a sign.
  return /^[\d.]/.test(right) ? `${left} \\cdot ${right}` : `${left}\\,${right}`;
}

function comparisonTex(tree: FormulaTree, words: Readonly<Record<string, string>>): string {
  if (typeof tree !== 'object') return texOf(tree);
  const [a = 0, b = 0] = tree.of;
  return `${texOf(a)} ${words[tree.name] ?? tree.name} ${texOf(b)}`;
}

function partOf(tree: FormulaTree): Part {
  if (typeof tree === 'number') {
    const tex = numberTex(tree);
    return { tex, binds: tex.includes('cdot') ? PRODUCT : ATOM };
  }
  if (typeof tree === 'string') return { tex: tree === 'pi' ? '\\pi' : tree, binds: ATOM };
  const { name, of } = tree;
  const [a = 0, b = 0, c = 0] = of;
  switch (name) {
    case '+':
      return { tex: `${texOf(a)} + ${within(b, SUM + 0.5)}`, binds: SUM };
    case '-':
      return of.length === 1
        ? { tex: `-${within(a, PRODUCT)}`, binds: SUM }
        : { tex: `${texOf(a)} - ${within(b, SUM + 0.5)}`, binds: SUM };
    case '*':
      return { tex: productTex(a, b), binds: PRODUCT };
    case '/':
      return { tex: `\\frac{${texOf(a)}}{${texOf(b)}}`, binds: PRODUCT };
    case '^':
      return { tex: `${within(a, ATOM)}^{${texOf(b)}}`, binds: POWER };
    case 'sqrt':
      return { tex: `\\sqrt{${texOf(a)}}`, binds: ATOM };
    case 'abs':
      return { tex: `\\left|${texOf(a)}\\right|`, binds: ATOM };
    case 'where': {
      const rows = `${texOf(b)} & ${comparisonTex(a, signs)} \\\\ ${texOf(c)} & ${comparisonTex(a, opposites)}`;
      return { tex: `\\begin{cases} ${rows} \\end{cases}`, binds: PRODUCT };
    }
    default: {
      const command = commands.has(name) ? `\\${name}` : `\\operatorname{${name}}`;
      return signs[name] === undefined
        ? { tex: `${command}${bracketed(of.map(texOf).join(',\\, '))}`, binds: ATOM }
        : { tex: comparisonTex(tree, signs), binds: 0 };
    }
  }
}

/** A formula as TeX. */
export function texOf(tree: FormulaTree): string {
  return partOf(tree).tex;
}
