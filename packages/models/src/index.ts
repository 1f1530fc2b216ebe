export { TwoLayerNet, type TwoLayerNetOptions, type TwoLayerParams } from './two-layer-net.ts';
export { MultiLayerNet, type MultiLayerNetOptions } from './multi-layer-net.ts';
export type { FloatDType, Model, Network, Params } from './network.ts';
export { byGain, gaussian, he, xavier, type Initializer } from './initializers.ts';
export { checkNetwork, type NetworkCheck } from './check-network.ts';
export {
  incrementalGradient,
  incrementalSteps,
  numericalGradientPath,
} from './incremental/incremental-gradient.ts';
export { changeOf, type ChangeAt } from './incremental/changes.ts';
export { overOf } from './accept.ts';
export { accuracyOf } from './accuracy.ts';
export { predict } from './predict.ts';
export { saveModel, sortedJson, type DataNotes, type ModelHeader, type ModelNotes } from './save.ts';
export { loadModel, type LoadedModel, type LoadOptions } from './load.ts';
export { describe, type Descriptor } from './descriptor.ts';
export { restore } from './restore.ts';
