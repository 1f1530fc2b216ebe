import type { Listing } from '../../code/listings.ts';

/** Chapter 4's class against chapter 5's, written without its layer objects: what goes (-) and what comes (+). */
export const chapters: Listing = {
  python: [
    '  def predict(self, x):',
    "      W1, W2 = self.params['W1'], self.params['W2']",
    "      b1, b2 = self.params['b1'], self.params['b2']",
    '      a1 = np.dot(x, W1) + b1',
    '-     z1 = sigmoid(a1)',
    '+     z1 = relu(a1)',
    '      a2 = np.dot(z1, W2) + b2',
    '-     y = softmax(a2)',
    '-     return y',
    '+     return a2',
    '',
    '  def loss(self, x, t):',
    '      y = self.predict(x)',
    '-     return cross_entropy_error(y, t)',
    '+     return cross_entropy_error(softmax(y), t)',
  ],
  typescript: [
    '  new TwoLayerNet({',
    '    inputSize: 2,',
    '    hiddenSize: 4,',
    '    outputSize: 3,',
    '-   hidden: sigmoid,',
    '-   output: softmax,',
    '-   loss: crossEntropy,',
    '+   hidden: relu,',
    '+   output: identity,',
    '+   loss: softmaxCrossEntropy,',
    '    random,',
    '  });',
  ],
};

/** The lines of one of the two, without their signs. */
export function chapter(number: 4 | 5, language: keyof Listing): string[] {
  const other = number === 4 ? '+' : '-';
  return chapters[language].filter((line) => !line.startsWith(other)).map((line) => line.slice(2));
}
