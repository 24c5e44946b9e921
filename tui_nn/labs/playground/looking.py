"""What the units answer, over the samples and over the plane."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.features import features
from tui_nn.engine.mlp import Maps, Net
from tui_nn.engine.training import Data

Window = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """The centres of an even grid over a window, the top row first, and the features taken there."""

    window: Window
    columns: int
    rows: int
    features: tuple[str, ...]


def over_samples(net: Net, data: Data) -> tuple[Floats, ...]:
    """One (n + m, units) a layer, the outputs last: the samples learnt from, then those for testing."""
    return tuple(layer.copy() for layer in _maps(threading.get_ident(), net.sizes, net.activations, data).of(net))


def over_plane(net: Net, grid: Grid) -> Floats:
    """The outputs over the grid, (rows·columns, k)."""
    return _maps(threading.get_ident(), net.sizes, net.activations, grid).of(net)[-1].copy()


def every_unit(net: Net, grid: Grid) -> tuple[Floats, ...]:
    """(units, rows, columns) for the inputs and for each layer."""
    layers = _maps(threading.get_ident(), net.sizes, net.activations, grid).of(net)
    shape = (-1, grid.rows, grid.columns)
    return (inputs_over(grid).T.reshape(shape), *(layer.T.reshape(shape).copy() for layer in layers))


@lru_cache(maxsize=16)
def inputs_over(grid: Grid) -> Floats:
    """The features over the grid, (rows·columns, d), read only."""
    left, right, bottom, top = grid.window
    x1 = left + (np.arange(grid.columns) + 0.5) * ((right - left) / grid.columns)
    x2 = top - (np.arange(grid.rows) + 0.5) * ((top - bottom) / grid.rows)
    points = np.stack(np.meshgrid(x1, x2), axis=-1).reshape(-1, 2)
    inputs = features(points, grid.features)
    inputs.flags.writeable = False
    return inputs


# Each thread has its own, because their arrays are written over at each use.
@lru_cache(maxsize=32)
def _maps(thread: int, sizes: tuple[int, ...], activations: tuple[str, ...], place: Grid | Data) -> Maps:
    x = inputs_over(place) if isinstance(place, Grid) else np.concatenate([place.x, place.test_x])
    parameters = sum((before + 1) * units for before, units in pairwise(sizes))
    return Maps(Net(sizes, activations, np.zeros(parameters)), x)
