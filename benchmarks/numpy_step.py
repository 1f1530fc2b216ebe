"""NumPy's side of the comparison: the book's network as one would write it in NumPy.

Answers requests on stdin, a JSON object a line, with a line each on stdout. Its counterpart is bilayer-worker.ts.
"""

import ctypes
import json
import os
import platform
import sys
import time

import numpy as np

CHECKED_STEPS = 20
LEARNING_RATE = 0.1
ELEMENTS = 100
H = 1e-4

folder = sys.argv[1]
with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
    manifest = json.load(file)


def load(name, dtype):
    return np.fromfile(os.path.join(folder, name), dtype)


def images_of(name, width, divisor):
    # As the book's loader does: float32 pixels, made once.
    return load(name, np.uint8).reshape(-1, width).astype(np.float32) / np.float32(divisor)


images = images_of("images.u8", 784, manifest["divisor"])
labels = load("images-labels.u8", np.uint8)
batches = load("batches.i32", np.int32).reshape(-1, manifest["batch"])


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def softmax(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class TwoLayerNet:
    def __init__(self, weights, sizes, dtype):
        inputs, hidden, outputs = sizes
        in_w1 = inputs * hidden
        self.params = {
            "W1": weights[:in_w1].reshape(inputs, hidden).astype(dtype),
            "b1": np.zeros(hidden, dtype),
            "W2": weights[in_w1:].reshape(hidden, outputs).astype(dtype),
            "b2": np.zeros(outputs, dtype),
        }

    def predict(self, x):
        p = self.params
        return softmax(sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])

    def loss(self, x, t):
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
        da1 = da2 @ p["W2"].T
        da1 *= z1 * (1 - z1)
        return {"W1": x.T @ da1, "b1": da1.sum(axis=0), "W2": z1.T @ da2, "b2": da2.sum(axis=0)}

    def numerical_gradient(self, x, t, name, elements=None):
        values = self.params[name].reshape(-1)
        gradient = np.zeros_like(values)
        for i in range(values.size if elements is None else elements):
            value = values[i]
            values[i] = value + H
            above = self.loss(x, t)
            values[i] = value - H
            below = self.loss(x, t)
            values[i] = value
            gradient[i] = (above - below) / (2 * H)
        return gradient


class Job:
    """A task: values() gives results to compare, run(times) does it that many times."""

    def __init__(self, values, run):
        self.values, self.run = values, run


def repeat(f):
    def run(times):
        for _ in range(times):
            f()

    return run


def new_network(dtype):
    return TwoLayerNet(load("weights.f64", np.float64), (784, 50, 10), dtype)


def batch(n, dtype):
    rows = batches[n % len(batches)]
    return images[rows].astype(dtype, copy=False), labels[rows]


def step_job(dtype, with_loss):
    def step(net, n, with_loss):
        x, t = batch(n, dtype)
        for name, g in net.gradient(x, t).items():
            net.params[name] -= LEARNING_RATE * g
        return net.loss(x, t) if with_loss else None

    net, done = new_network(dtype), 0

    def values():
        fresh = new_network(dtype)
        return [step(fresh, n, True) for n in range(CHECKED_STEPS)]

    def run(times):
        nonlocal done
        for _ in range(times):
            step(net, done, with_loss)
            done += 1

    return Job(values, run)


def predict_job(dtype):
    net, x = new_network(dtype), images[: manifest["evaluated"]].astype(dtype)
    return Job(lambda: net.predict(x).ravel(), repeat(lambda: net.predict(x)))


def evaluate_job(dtype):
    net, rows = new_network(dtype), slice(0, manifest["evaluated"])

    def accuracy():
        return net.accuracy(images[rows].astype(dtype, copy=False), labels[rows])

    return Job(lambda: [accuracy()], repeat(accuracy))


def losses_job(dtype):
    net = new_network(dtype)
    x, t = batch(0, dtype)

    def values():
        return np.concatenate([net.numerical_gradient(x, t, name) for name in ("b1", "b2")])

    def run(times):
        for _ in range(0, times, 2 * ELEMENTS):
            net.numerical_gradient(x, t, "W1", ELEMENTS)

    return Job(values, run)


def digits_job(dtype):
    net = TwoLayerNet(load("digits-weights.f64", np.float64), (64, 50, 10), dtype)
    x, t = images_of("digits.u8", 64, 16).astype(dtype), load("digits-labels.u8", np.uint8)
    size = sum(values.size for values in net.params.values())

    def values():
        return np.concatenate([net.numerical_gradient(x, t, name) for name in net.params])

    def run(times):
        for _ in range(0, times, 2 * size):
            values()

    return Job(values, run)


def matmul_job(a, dtype):
    w1 = new_network(dtype).params["W1"]
    return Job(lambda: (a @ w1).ravel(), repeat(lambda: a @ w1))


def dense(dtype):
    return load("dense.f64", np.float64).reshape(-1, 784).astype(dtype)


JOBS = {
    "step": lambda dtype: step_job(dtype, False),
    "step-loss": lambda dtype: step_job(dtype, True),
    "predict": predict_job,
    "evaluate": evaluate_job,
    "losses": losses_job,
    "digits": digits_job,
    "matmul-images": lambda dtype: matmul_job(batch(0, dtype)[0], dtype),
    "matmul-dense": lambda dtype: matmul_job(dense(dtype), dtype),
}


def openblas():
    """The kernel and the number of threads of the OpenBLAS that NumPy has loaded, where it can be asked (Linux)."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            path = next(line.split()[-1] for line in maps if "openblas" in line)
        library = ctypes.CDLL(path)
    except (OSError, StopIteration):
        return {}

    def ask(name, restype):
        for symbol in (f"scipy_{name}64_", f"scipy_{name}", f"{name}64_", name):
            if hasattr(library, symbol):
                function = getattr(library, symbol)
                function.restype = restype
                return function()
        return None

    kernel = ask("openblas_get_corename", ctypes.c_char_p)
    return {"kernel": kernel and kernel.decode(), "threads": ask("openblas_get_num_threads", ctypes.c_int)}


def blas():
    try:
        found = np.__config__.CONFIG["Build Dependencies"]["blas"]
        return f"{found['name']} {found['version']}"
    except (AttributeError, KeyError):
        return "unknown"


def answer(line):
    print(json.dumps(line), flush=True)


answer({"info": {"numpy": np.__version__, "python": platform.python_version(), "blas": blas(), **openblas()}})
prepared = {}
for line in sys.stdin:
    request = json.loads(line)
    key = request["task"], request["dtype"]
    if key not in prepared:
        prepared[key] = JOBS[key[0]](np.dtype(key[1]))
    if "times" not in request:
        answer({"values": [float(value) for value in prepared[key].values()]})
    else:
        start = time.perf_counter()
        prepared[key].run(request["times"])
        answer({"seconds": time.perf_counter() - start})
