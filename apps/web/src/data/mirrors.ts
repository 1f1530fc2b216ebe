/** The servers that MNIST can be loaded from: the only ones beside its own that the page may ask (its policy names them). */
export const MNIST_MIRRORS: readonly string[] = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
];
