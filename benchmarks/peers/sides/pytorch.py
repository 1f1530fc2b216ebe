"""PyTorch on the processor with the step written by hand on tensors (autograd and torch.optim cost more than the work of a
network this small): "eager" as it stands, "jit" with the functions scripted, each with one thread and with two."""

import torch

RATE = 0.1
H = 1e-4
torch.set_grad_enabled(False)


def versions():
    return {"PyTorch": torch.__version__}


def predict(x, W1, b1, W2, b2):
    return torch.softmax(torch.addmm(b2, torch.sigmoid(torch.addmm(b1, x, W1)), W2), 1)


def loss_of(x, t, W1, b1, W2, b2):
    y = torch.softmax(torch.addmm(b2, torch.sigmoid(torch.addmm(b1, x, W1)), W2), 1)
    return -torch.log(y.gather(1, t.unsqueeze(1)) + 1e-7).mean()


def update(x, t, rate: float, W1, b1, W2, b2):
    z1 = torch.sigmoid(torch.addmm(b1, x, W1))
    d2 = torch.softmax(torch.addmm(b2, z1, W2), 1)
    d2.scatter_add_(1, t.unsqueeze(1), torch.full([x.size(0), 1], -1.0))
    d2.mul_(rate / x.size(0))
    d1 = d2.mm(W2.t()).mul_(z1 * (1 - z1))
    W1.addmm_(x.t(), d1, alpha=-1.0)
    b1.sub_(d1.sum(0))
    W2.addmm_(z1.t(), d2, alpha=-1.0)
    b2.sub_(d2.sum(0))


class Network:
    def __init__(self, variant, params, images, labels):
        how, threads = variant.split("-")
        torch.set_num_threads(int(threads))
        self.params = [torch.from_numpy(params[name]).float() for name in ("W1", "b1", "W2", "b2")]
        self.images, self.labels = torch.from_numpy(images), torch.from_numpy(labels).long()
        compile = torch.jit.script if how == "jit" else lambda f: f
        self._predict, self._loss, self._update = compile(predict), compile(loss_of), compile(update)

    def rows(self, images):
        return torch.from_numpy(images)

    def predict(self, x):
        return self._predict(x, *self.params)

    def accuracy(self, images, labels):
        y = self._predict(torch.from_numpy(images), *self.params)
        return float((y.argmax(1) == torch.from_numpy(labels)).float().mean())

    def fetch(self, rows):
        rows = torch.from_numpy(rows)
        return self.images.index_select(0, rows), self.labels.index_select(0, rows)

    def step(self, rows):
        x, t = self.fetch(rows)
        self._update(x, t, RATE, *self.params)

    def step_loss(self, rows):
        x, t = self.fetch(rows)
        self._update(x, t, RATE, *self.params)
        return float(self._loss(x, t, *self.params))

    def differences(self, rows, at, count):
        x, t = self.fetch(rows)
        values = self.params[0].view(-1)
        found = []
        for i in range(at, at + count):
            value = float(values[i])
            values[i] = value + H
            above = self._loss(x, t, *self.params)
            values[i] = value - H
            below = self._loss(x, t, *self.params)
            values[i] = value
            found.append(float(above - below) / (2 * H))
        return found


def open_network(variant, hidden, batch, params, images, labels):
    return Network(variant, params, images, labels)
