/**
 * Runs a side in Node:
 *
 *     node serve.js MODULE FOLDER [VARIANT]         answers requests, a JSON object a line, until stdin ends
 *     node serve.js MODULE FOLDER VARIANT cold      one step on a small set, as soon as can be
 *     node serve.js MODULE FOLDER VARIANT main N    N steps, recording losses, accuracies each epoch
 */
const [module, folder, variant = '', mode = 'serve', steps = '10000'] = process.argv.slice(2);
const { readFile } = await import('node:fs/promises');
const { inputsOf } = await import('./inputs.js');
const { side } = await import(module);
const chosen = side(variant);
const read = (split) => inputsOf((name) => readFile(`${folder}/${name}`), split);

if (mode === 'cold') {
  const inputs = await read('cold');
  const start = { hidden: 50, batch: 100, params: await inputs.params(50), images: inputs.images };
  const net = await chosen.open(start);
  await net.step(Int32Array.from({ length: 100 }, (_, i) => i));
  await net.settle?.();
  console.log(JSON.stringify({ done: true }));
  process.exit(0);
} else if (mode === 'main') {
  const { mainJob } = await import('./main-job.js');
  const job = await mainJob(chosen, await read('train'), await read('test'), Number(steps));
  console.log(JSON.stringify(job));
  process.exit(0);
} else {
  const { createInterface } = await import('node:readline');
  const { tasksOf } = await import('./tasks.js');
  const tasks = tasksOf(chosen, await read('train'));
  const answer = (line) => console.log(JSON.stringify(line));
  answer({ versions: chosen.versions });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    try {
      answer({ value: await tasks[request.task](request) });
    } catch (error) {
      answer({ error: String(error?.message ?? error).split('\n')[0] });
    }
  }
  process.exit(0);
}
