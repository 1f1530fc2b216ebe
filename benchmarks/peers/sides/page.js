import { inputsOf } from './inputs.js';
import { tasksOf } from './tasks.js';

/** Runs a side in a page: `request(…)` there is what serve.js takes on stdin. The images are the test split's. */
export function host(side) {
  const load = async (name) => (await fetch(`/inputs/${name}`)).arrayBuffer();
  const tasks = inputsOf(load, 'test').then((inputs) => tasksOf(side, inputs));
  globalThis.request = async (request) => (await tasks)[request.task](request);
}
