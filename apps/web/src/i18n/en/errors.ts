import type { ErrorTexts } from '../errors.ts';

export const errors: ErrorTexts = {
  cut: 'The file ends too early. Copy or download it again.',
  damaged: 'The file is of another kind, or damaged. A model is a .safetensors file.',
  notOurs: 'It is a .safetensors file, but no model that Bilayer can read.',
  unknownPlugin: 'The model uses an activation function that this page does not have.',
  otherVersion: 'The file was written by another version of Bilayer.',
  unsuited: 'The network in the file has another size, or other parts, than can be used here.',
  filesMissing:
    'MNIST is four files, and not all of them were given: training images, training labels, test images and test labels.',
  notMnist: 'One of the files is not MNIST’s: it is another data set, or cut off.',
  badActivation: 'The activation function is unknown, or its formula is wrong. Choose another one.',
  noPicture: 'This is no picture that the browser can read, or it is damaged.',
  blank: 'The picture is blank: nothing in it stands out from the paper.',
  engine: 'This engine cannot train such a network. Choose the other engine.',
};
