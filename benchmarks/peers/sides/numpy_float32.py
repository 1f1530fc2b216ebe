"""NumPy tuned by hand: float32 throughout, every result written into an array that is there already, the learning rate and
the mean folded into one factor of the small matrix."""

import platform

import numpy as np

RATE = np.float32(0.1)
H = np.float32(1e-4)


def versions():
    return {"NumPy": np.__version__, "Python": platform.python_version()}


class Network:
    def __init__(self, hidden, batch, params, images, labels):
        p = {name: values.astype(np.float32) for name, values in params.items()}
        self.W1, self.b1, self.W2, self.b2 = p["W1"], p["b1"], p["W2"], p["b2"]
        self.images, self.labels, self.batch = images, labels, batch
        self.x = np.empty((batch, images.shape[1]), np.float32)
        self.z1, self.d1, self.slope = (np.empty((batch, hidden), np.float32) for _ in range(3))
        self.y = np.empty((batch, 10), np.float32)
        self.dW1, self.dW2 = np.empty_like(self.W1), np.empty_like(self.W2)
        self.numbers = np.arange(batch)
        self.ones = np.ones(batch, np.float32)

    def rows(self, images):
        return images

    def forward(self, x, z1=None, y=None):
        z1 = np.dot(x, self.W1, out=z1)
        z1 += self.b1
        np.negative(z1, out=z1)
        np.exp(z1, out=z1)
        z1 += 1
        np.reciprocal(z1, out=z1)
        y = np.dot(z1, self.W2, out=y)
        y += self.b2
        y -= y.max(axis=1, keepdims=True)
        np.exp(y, out=y)
        y /= y.sum(axis=1, keepdims=True)
        return z1, y

    def predict(self, x):
        return self.forward(x)[1]

    def accuracy(self, x, t):
        return (self.predict(x).argmax(axis=1) == t).mean()

    def fetch(self, rows):
        return np.take(self.images, rows, axis=0, out=self.x, mode="clip"), self.labels[rows]

    def loss_of(self, x, t):
        _, y = self.forward(x, self.z1, self.y)
        return -np.log(y[self.numbers, t] + np.float32(1e-7)).mean()

    def update(self, x, t):
        z1, d2 = self.forward(x, self.z1, self.y)
        d2[self.numbers, t] -= 1
        d2 *= RATE / self.batch
        d1 = np.dot(d2, self.W2.T, out=self.d1)
        np.subtract(1, z1, out=self.slope)
        self.slope *= z1
        d1 *= self.slope
        self.W1 -= np.dot(x.T, d1, out=self.dW1)
        self.b1 -= self.ones @ d1
        self.W2 -= np.dot(z1.T, d2, out=self.dW2)
        self.b2 -= self.ones @ d2

    def step(self, rows):
        self.update(*self.fetch(rows))

    def step_loss(self, rows):
        x, t = self.fetch(rows)
        self.update(x, t)
        return float(self.loss_of(x, t))

    def differences(self, rows, at, count):
        x, t = self.fetch(rows)
        values = self.W1.reshape(-1)
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
    return Network(hidden, batch, params, images, labels)
