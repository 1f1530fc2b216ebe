"""The book's network as one would write it in NumPy, float64."""

import platform

import numpy as np

RATE = 0.1
H = 1e-4


def versions():
    return {"NumPy": np.__version__, "Python": platform.python_version()}


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def softmax(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class Network:
    def __init__(self, params, images, labels):
        self.params, self.images, self.labels = params, images, labels

    def rows(self, images):
        return images

    def predict(self, x):
        p = self.params
        return softmax(sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])

    def loss_of(self, x, t):
        y = self.predict(x)
        return -np.log(y[np.arange(len(t)), t] + 1e-7).sum() / len(t)

    def accuracy(self, x, t):
        return (self.predict(x).argmax(axis=1) == t).mean()

    def gradient(self, x, t):
        p = self.params
        z1 = sigmoid(x @ p["W1"] + p["b1"])
        da2 = softmax(z1 @ p["W2"] + p["b2"])
        da2[np.arange(len(t)), t] -= 1
        da2 /= len(t)
        da1 = da2 @ p["W2"].T * z1 * (1 - z1)
        return {"W1": x.T @ da1, "b1": da1.sum(axis=0), "W2": z1.T @ da2, "b2": da2.sum(axis=0)}

    def update(self, x, t):
        for name, gradient in self.gradient(x, t).items():
            self.params[name] -= RATE * gradient

    def step(self, rows):
        self.update(self.images[rows], self.labels[rows])

    def step_loss(self, rows):
        x, t = self.images[rows], self.labels[rows]
        self.update(x, t)
        return self.loss_of(x, t)

    def differences(self, rows, at, count):
        x, t = self.images[rows], self.labels[rows]
        values = self.params["W1"].reshape(-1)
        found = np.zeros(count)
        for i in range(count):
            value = values[at + i]
            values[at + i] = value + H
            above = self.loss_of(x, t)
            values[at + i] = value - H
            below = self.loss_of(x, t)
            values[at + i] = value
            found[i] = (above - below) / (2 * H)
        return found


def open_network(variant, hidden, batch, params, images, labels):
    return Network(params, images, labels)
