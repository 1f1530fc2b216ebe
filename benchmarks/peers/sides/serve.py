"""Runs a side in Python, as serve.js does in Node:

    python serve.py MODULE FOLDER VARIANT            answers requests, a JSON object a line, until stdin ends
    python serve.py MODULE FOLDER VARIANT cold       one step on a small set, as soon as can be
    python serve.py MODULE FOLDER VARIANT main N     N steps, recording losses, accuracies each epoch

A side is a module with versions() and open_network(variant, hidden, batch, params, images, labels); what a network has is
said in tasks.js.
"""

import importlib
import json
import os
import sys
import time

import numpy as np

CHECKED_STEPS = 20
FIRST_ELEMENT = 350
BATCH = 100

module, folder, variant = sys.argv[1:4]
side = importlib.import_module(module)


def load(name, dtype):
    return np.fromfile(os.path.join(folder, name), dtype)


def images_of(split):
    # As the book's loader does: float32 pixels, made once.
    labels = load(f"{split}-labels.u8", np.uint8)
    return load(f"{split}.u8", np.uint8).reshape(len(labels), -1).astype(np.float32) / np.float32(255), labels


def params_of(hidden, inputs):
    weights = load(f"weights-{hidden}.f64", np.float64)
    W1, W2 = weights[: inputs * hidden], weights[inputs * hidden :]
    return {
        "W1": W1.reshape(inputs, hidden).copy(),
        "b1": np.zeros(hidden),
        "W2": W2.reshape(hidden, 10).copy(),
        "b2": np.zeros(10),
    }


def open_network(images, labels, hidden, batch):
    return side.open_network(variant, hidden, batch, params_of(hidden, images.shape[1]), images, labels)


def cold():
    images, labels = images_of("cold")
    open_network(images, labels, 50, BATCH).step(np.arange(BATCH))
    print(json.dumps({"done": True}), flush=True)


def main_job(steps):
    images, labels = images_of("train")
    test_images, test_labels = images_of("test")
    net = open_network(images, labels, 50, BATCH)
    np.random.seed(0)
    losses, accuracies, evaluating, evaluations = [], [], 0, 0
    start = time.perf_counter()
    for i in range(steps):
        losses.append(net.step_loss(np.random.choice(len(images), BATCH)))
        if i % (len(images) // BATCH) == 0:
            before = time.perf_counter()
            accuracies.append((net.accuracy(images, labels), net.accuracy(test_images, test_labels)))
            evaluating += time.perf_counter() - before
            evaluations += 1
    stepping = time.perf_counter() - start - evaluating
    print(
        json.dumps(
            {"stepping": stepping, "evaluating": evaluating, "evaluations": evaluations, "testAccuracy": float(accuracies[-1][1])}
        )
    )


class Tasks:
    def __init__(self):
        self.images, self.labels = images_of("train")
        self.drawn = load("batches.i32", np.int32)
        self.opened = {}
        self.turn = 0

    def fresh(self, hidden, batch):
        return open_network(self.images, self.labels, hidden, batch)

    def keep(self, hidden, batch):
        if (hidden, batch) not in self.opened:
            self.opened[hidden, batch] = self.fresh(hidden, batch)
        return self.opened[hidden, batch]

    def batch(self, n, size):
        start = n * size % (len(self.drawn) - size)
        return self.drawn[start : start + size]

    def check(self, hidden, batch, **_):
        net = self.fresh(hidden, batch)
        return [float(net.step_loss(self.batch(n, batch))) for n in range(CHECKED_STEPS)]

    def step(self, hidden, batch, times, **_):
        net = self.keep(hidden, batch)
        start = time.perf_counter()
        for _ in range(times):
            net.step(self.batch(self.turn, batch))
            self.turn += 1
        return time.perf_counter() - start

    def gradient(self, hidden, batch, times, elements, **_):
        net, rows = self.keep(hidden, batch), self.batch(0, batch)
        start = time.perf_counter()
        for _ in range(times):
            net.differences(rows, FIRST_ELEMENT * hidden, elements)
        return time.perf_counter() - start

    def predict(self, hidden, rows, times, **_):
        net = self.keep(hidden, BATCH)
        x = net.rows(self.images[:rows])
        start = time.perf_counter()
        for _ in range(times):
            net.predict(x)
        return time.perf_counter() - start


def answer(line):
    print(json.dumps(line), flush=True)


def serve():
    tasks = Tasks()
    answer({"versions": side.versions()})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer({"value": getattr(tasks, request["task"])(**request)})
        except Exception as error:  # told to who asked, and the next task may do
            answer({"error": f"{type(error).__name__}: {error}".split("\n")[0]})


mode = sys.argv[4] if len(sys.argv) > 4 else "serve"
if mode == "cold":
    cold()
elif mode == "main":
    main_job(int(sys.argv[5]))
else:
    serve()
