import { numericalGradient } from '@bilayer/gradient';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { smallNet } from '../../src/views/walk/net/small.ts';
import type { Read } from '../use-site.ts';
import { litLines, said, shownArray, stepOn, turn, written } from './read.ts';
import { open } from './open.ts';

/** The stack, from the module to the call that runs. */
async function frames(scene: Locator, id = 'names-frames'): Promise<string[]> {
  return scene
    .getByTestId(id)
    .locator('li')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((one) => one.textContent.trim()).join(': ')),
    );
}

export function namesTests(read: Read): void {
  it('names: the method calls the function, and the stack shows who waits', async () => {
    await read(async (page) => {
      const seen: string[] = [];
      for (const seed of [0, 7]) {
        await open(page, 'names', seed);
        const { net, x, t } = smallNet(seed);
        const scene = page.getByTestId('names-stack');
        const asked = async (): Promise<(string | null)[]> =>
          Promise.all(
            ['names-module', 'names-class'].map((id) => scene.getByTestId(id).getAttribute('data-asked')),
          );
        expect(await frames(scene)).toEqual(['module: net.numerical_gradient(x, t)']);
        expect(await asked()).toEqual(['false', 'true']);
        await stepOn(scene, 'names', 2);
        // The bare name: the module is asked, and the line is the method's.
        expect(await asked()).toEqual(['true', 'false']);
        expect(await litLines(scene, 'python')).toEqual([
          "grads['W1'] = numerical_gradient(loss_W, self.params['W1'])",
        ]);
        await stepOn(scene, 'names');
        const two = [
          'module: net.numerical_gradient(x, t)',
          'class TwoLayerNet: numerical_gradient(x (5, 2), t (5,))',
          'module: numerical_gradient(f = loss_W, x = W1 (2, 4))',
        ];
        expect(await frames(scene)).toEqual(two);
        await stepOn(scene, 'names', 4);
        expect(await frames(scene)).toEqual([
          ...two,
          'in the method: lambda (W = W1 (2, 4))',
          'class TwoLayerNet: loss(x (5, 2), t (5,))',
          'class TwoLayerNet: predict(x (5, 2))',
          'module: sigmoid(x (5, 4))',
        ]);
        await stepOn(scene, 'names', 5);
        const grad = numericalGradient((W1) => net.loss(x, t, { ...net.params, W1 }), net.params.W1);
        expect(await shownArray(scene, "grads['W1']")).toEqual(written(grad));
        expect(await litLines(scene, 'typescript')).toEqual([
          'b1: numericalGradient((b1) => this.loss(x, t, { ...params, b1 }), params.b1),',
        ]);
        expect(await said(scene, 'names-lambda-calls')).toBe('16');
        await stepOn(scene, 'names', 2);
        expect(await said(scene, 'names-method-calls')).toBe('1');
        expect(await said(scene, 'names-function-calls')).toBe('4');
        expect(await said(scene, 'names-lambda-calls')).toBe('54');
        seen.push((await shownArray(scene, "grads['W1']")).join());
        if (seed === 0) continue;
        // Another name for the function changes the code and no number.
        await turn(scene, 'names-rename', true);
        expect(await shownArray(scene, "grads['W1']")).toEqual(written(grad));
        expect(await scene.getByTestId('names-module').textContent()).toContain('gradient_of → function');
        expect(await scene.getByTestId('names-class').textContent()).toContain('numerical_gradient → method');
        const back = scene.getByRole('button', { name: 'Step back' });
        for (let i = 0; i < 3; i++) await back.click();
        expect((await frames(scene))[2]).toContain('gradient_of(');
        expect(await litLines(scene, 'python')).toEqual(['return grad']);
        expect(await scene.locator('figure').first().textContent()).toContain(
          "grads['W1'] = gradient_of(loss_W, self.params['W1'])",
        );
      }
      expect(seen[0]).not.toBe(seen[1]);
    });
  });

  it('names: a bare name is looked up outside of the class', async () => {
    await read(async (page) => {
      await open(page, 'names', 0);
      const scene = page.getByTestId('names-lookup');
      const found = async (): Promise<string> => {
        const rung = await scene.locator('li[data-state=found]').getAttribute('data-rung', { timeout: 300 });
        return rung ?? '';
      };
      const isInClass = async (): Promise<string | null> =>
        scene.getByTestId('names-class-names').getAttribute('data-found');
      expect([await found(), await isInClass()]).toEqual(['module', 'false']);
      await scene.getByRole('button', { name: 'self.numerical_gradient in the method' }).click();
      expect([await scene.locator('li[data-state=found]').count(), await isInClass()]).toEqual([0, 'true']);
      await scene.getByRole('button', { name: 'x in the lambda' }).click();
      expect(await found()).toBe('enclosing');
      await scene.getByRole('button', { name: 'range in the function' }).click();
      expect(await found()).toBe('builtin');
      await scene.getByRole('button', { name: 'predict in the method', exact: true }).click();
      expect(await scene.getByRole('status').textContent()).toContain("name 'predict' is not defined");
    });
  });

  it('names: with self. before it the method calls itself until Python gives up', async () => {
    await read(async (page) => {
      await open(page, 'names', 0);
      const scene = page.getByTestId('names-self');
      expect(await said(scene, 'names-deepest')).toBe('7');
      expect(await said(scene, 'names-losses')).toBe('54');
      await turn(scene, 'names-with-self', true);
      expect((await litLines(scene, 'python')).at(-1)).toContain("grads['W1'] = self.numerical_gradient(");
      await scene.getByRole('button', { name: 'One call' }).click();
      expect(await frames(scene, 'names-self-frames')).toEqual([
        'module: net.numerical_gradient(x, t)',
        'class TwoLayerNet: numerical_gradient(x = x (5, 2), t = t (5,))',
        'class TwoLayerNet: numerical_gradient(x = <function loss_W>, t = W1 (2, 4))',
      ]);
      await scene.getByRole('button', { name: 'Run on' }).click();
      await scene.getByTestId('names-error').waitFor();
      expect(await said(scene, 'names-error')).toBe('RecursionError: maximum recursion depth exceeded');
      expect(await said(scene, 'names-deepest')).toBe('1,000 / 1,000');
      expect(await said(scene, 'names-losses')).toBe('0');
      await scene.getByRole('button', { name: 'From the start' }).click();
      expect(await said(scene, 'names-deepest')).toBe('2 / 1,000');
    });
  });
}
