export type { DownloadProgress } from './fetch-file.ts';
export { loadCsvFile } from './csv-file.ts';
export { loadIdxFolder } from './idx-folder.ts';
export { loadMnist, type LoadMnistOptions } from './mnist.ts';
