"""What NumPy gives for the three bugs; figures.json is made with it:

    python3 figures.py < figures.json

Reads a seed and a batch, prints them with the figures.
"""
import json
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[2] / 'code'))
import article
import two_layer_net

given = json.load(sys.stdin)
x, t = np.array(given['x']).reshape(5, 2), np.array(given['t'])


def network():
    np.random.seed(given['seed'])
    return two_layer_net.TwoLayerNet(2, 4, 3, 0.5)


def flat(arrays):
    return {key: value.ravel().tolist() for key, value in arrays.items()}


def helper(h, put_back):
    def numerical_gradient(f, x):
        grad = np.zeros_like(x)
        for idx in np.ndindex(x.shape):
            tmp_val = x[idx]
            x[idx] = tmp_val + h
            fxh1 = f(x)
            x[idx] = tmp_val - h
            fxh2 = f(x)
            grad[idx] = (fxh1 - fxh2) / (2 * h)
            if put_back:
                x[idx] = tmp_val
        return grad
    return numerical_gradient


def restoring(h, put_back):
    net = network()
    two_layer_net.numerical_gradient = helper(h, put_back)
    grads = net.numerical_gradient(x, t)
    return {'h': h, 'putBack': put_back, 'grads': flat(grads), 'after': flat(net.params),
            'loss': float(net.loss(x, t))}


def squares(values):
    seen = []

    def f(x):
        seen.append(float(np.sum(x ** 2)))
        return np.sum(x ** 2)

    x = np.array(values)
    grad = article.numerical_gradient(f, x)
    return {'x': values, 'isInteger': x.dtype.kind == 'i', 'dtype': str(x.dtype), 'gradDtype': str(grad.dtype),
            'seen': seen, 'grad': grad.tolist()}


def whole():
    net = network()
    W1 = np.round(4 * net.params['W1']).astype(int)
    net.params['W1'] = W1
    return {'W1': W1.ravel().tolist(), 'grad': helper(1e-4, True)(lambda W: net.loss(x, t), W1).ravel().tolist()}


def on(key):
    net = network()
    seen = []
    grads = []

    def f(W):
        seen.append(float(net.loss(x, t)))
        return seen[-1]

    # The helper's own array, to be seen also where it stops.
    zeros_like, np.zeros_like = np.zeros_like, lambda x: grads.append(zeros_like(x)) or grads[-1]
    error = None
    try:
        article.numerical_gradient(f, net.params[key])
    except IndexError as e:
        error = f'IndexError: {e}'
    np.zeros_like = zeros_like
    return {'name': key, 'seen': seen, 'grad': grads[0].ravel().tolist(), 'after': net.params[key].ravel().tolist(),
            'error': error}


json.dump({
    'seed': given['seed'], 'x': given['x'], 't': given['t'],
    'restoring': [restoring(h, put_back) for h in (1e-4, 0.1) for put_back in (True, False)],
    'squares': [squares(v) for v in ([3, 4], [3.0, 4.0], [0, -2], [-5, 1], [5, -3])],
    'whole': whole(),
    'article': [on('W1'), on('b1')],
}, sys.stdout)
