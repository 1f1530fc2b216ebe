export type { Case, KitOptions } from './case.ts';
export type { Fault } from './check.ts';
export { report, type Report, type Result } from './report.ts';
export type { Links } from './links.ts';
export { activationCases, type ActivationKitOptions } from './activation/cases.ts';
export { lossCases, type LossKitOptions } from './loss/cases.ts';
export { optimizerCases } from './optimizer/cases.ts';
export { datasetCases, type DatasetKitOptions } from './dataset/cases.ts';
export { engineCases, type EngineKitOptions } from './engine/cases.ts';
