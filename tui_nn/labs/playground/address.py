"""TensorFlow Playground's addresses: read as edits of our lab, and written for a set-up that the page has too."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from urllib.parse import quote

import numpy as np

from tui_nn.engine.playground_data import CLASSIFIED, PLAYGROUND_DATA, VALUED
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground.beginning import begun
from tui_nn.labs.playground.edits import LONGEST_SEED
from tui_nn.labs.playground.knobs import BY_ID, LAYERS, WIDTHS, Dials
from tui_nn.labs.playground.presets import PRESETS
from tui_nn.labs.playground.says import worded
from tui_nn.labs.playground.state import State
from tui_nn.labs.playground.turning import seeded, turned_to
from tui_nn.locale.phrase import Phrase, phrase

PRESET = "circle"  # the page's own first screen, which the edits of an address begin from
HOME = "https://playground.tensorflow.org/"

# The page's key -> our feature, in the page's order.
FEATURES = {
    "x": "x1",
    "y": "x2",
    "xTimesY": "x1x2",
    "xSquared": "x1-squared",
    "ySquared": "x2-squared",
    "sinX": "sin-x1",
    "sinY": "sin-x2",
}
SHOWN = {"showTestData": "show-test", "discretize": "discretize"}
ACTIVATIONS = {"relu": "relu", "tanh": "tanh", "sigmoid": "sigmoid", "linear": "identity"}
REGULARISERS = {"none": "none", "L1": "playground-l1", "L2": "playground-l2"}
PROBLEMS = {"classification": "dataset", "regression": "regDataset"}
DATASETS = {
    "dataset": tuple(name for name in PLAYGROUND_DATA if not name.startswith("reg-")),
    "regDataset": tuple(name for name in PLAYGROUND_DATA if name.startswith("reg-")),
}
# The page knows these (and every `…_hide`), but they change nothing that is learnt.
DEAD = ("cosX", "cosY", "collectStats", "tutorial", "hideText")
KEYS = (
    *("activation", "regularization", "batchSize", *DATASETS, "learningRate", "regularizationRate", "noise"),
    *("networkShape", "seed", *SHOWN, "percTrainData", *FEATURES, "problem", "initZero", *DEAD),
)
# What the page takes where the address says nothing; x and y are on.
DEFAULTS = {
    "activation": "tanh",
    "regularization": "none",
    "batchSize": "10",
    "dataset": "circle",
    "regDataset": "reg-plane",
    "learningRate": "0.03",
    "regularizationRate": "0",
    "noise": "0",
    "networkShape": "4,2",
    "percTrainData": "50",
    "x": "true",
    "y": "true",
    "problem": "classification",
}
NOISIEST = 80  # beyond it the page takes 50 instead

# What the page cannot do otherwise; our knob -> what it must be.
ONLY = {
    "head": ("playground",),
    "start": ("playground", "zeros"),
    "activation": tuple(ACTIVATIONS.values()),
    "optimiser": ("sgd",),
    "schedule": ("constant",),
    "regulariser": tuple(REGULARISERS.values()),
    "order": ("fixed",),
}

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)
# The signs that a browser leaves as they are after the #, but for those that part the keys.
_PLAIN = "".join(map(chr, range(0x21, 0x7F))).translate(str.maketrans("", "", '"<>`'))


def read(url: str) -> tuple[Edit, ...]:
    """The set-up of an address, as edits of the lab's preset `PRESET`, with which the page's run repeats itself.

    A whole address, what follows its host, or what follows its ``#``. A key that is missing or empty stands where the
    page puts it; one that is given twice counts the last time. An address without a seed (the page then draws one)
    leaves the lab's.

    Raises:
        Refused: another site, an unknown key, or a value that the page or the lab does not have; the sentence names
            the key and what is possible.
    """
    given = _given(url)
    edits = turned_to(Dials.of(PRESETS[PRESET]), _dials({**DEFAULTS, **given}))
    return (*edits, _seed(given["seed"])) if "seed" in given else edits


def write(state: State) -> str:
    """The address at which the page begins as this set-up does.

    It tells of the beginning alone: what has been learnt, a rival and further seeds are no part of it.

    Raises:
        Refused: something that the page does not have, the first of it.
    """
    _expect_page_has(state)
    dials = state.dials
    kind = "classification" if state.world.classes else "regression"
    said = {
        "activation": _key_of(ACTIVATIONS, dials.named("activation")),
        "regularization": _key_of(REGULARISERS, dials.named("regulariser")),
        "batchSize": dials.whole("batch"),
        PROBLEMS[kind]: dials.named("data"),
        "learningRate": _written(dials["rate"]),
        "regularizationRate": _written(dials["strength"]),
        "noise": dials.whole("noise"),
        "networkShape": ",".join(map(str, dials.hidden)),
        "seed": state.seed_text,
        **{key: _truth(dials.on(id)) for key, id in SHOWN.items()},
        "percTrainData": dials.whole("ratio"),
        **{key: _truth(name in dials.features) for key, name in FEATURES.items()},
        "problem": kind,
        "initZero": _truth(dials.named("start") == "zeros"),
    }
    if said["regularization"] == "none":  # the page writes it by leaving it out
        del said["regularization"]
    return f"{HOME}#" + "&".join(f"{key}={value}" for key, value in said.items())


# Reading ------------------------------------------------------------------------------------------------------------


def _given(url: str) -> dict[str, str]:
    """The keys that say something, all of them known."""
    given: dict[str, str] = {}
    for part in _fragment(url.strip()).split("&"):
        key, _, value = part.partition("=")
        if part and key not in KEYS and not re.fullmatch(r"\w+_hide", key, re.ASCII):
            raise Refused(_unknown(key))
        # An empty shape is one without hidden layers; all else that is empty is as if it were not there.
        if value.strip() or (key == "networkShape" and "=" in part):
            given[key] = value
    return given


def _fragment(url: str) -> str:
    """What follows the ``#``, as a browser hands it to the page."""
    found = re.match(r"(https?://)?playground\.tensorflow\.org(?=[/?#]|$)/?(\?[^#]*)?(?P<rest>.*)", url, re.I | re.S)
    rest = found["rest"] if found else url
    if not found and (not url or "://" in url or ("=" not in url and url != "#")):
        raise Refused(phrase("setups.address.other", home=HOME))
    return quote(rest.removeprefix("#"), safe=_PLAIN)


def _unknown(key: str) -> Phrase:
    shown = key if len(key) <= 40 else key[:39] + "…"
    near = difflib.get_close_matches(key, KEYS, 1)
    if near:
        return phrase("setups.address.unknown_near", key=shown, near=near[0])
    return phrase("setups.address.unknown", key=shown)


def _dials(said: Mapping[str, str]) -> Dials:
    data = PROBLEMS[_one_of(said, "problem", PROBLEMS)]
    regularisation = _one_of(said, "regularization", REGULARISERS)
    shape = _shape(said["networkShape"])
    settings: dict[str, float | str] = {
        "data": _one_of(said, data, DATASETS[data]),
        "noise": _noise(said),
        "ratio": _whole(said, "percTrainData", *map(int, BY_ID["ratio"].ends)),
        "layers": len(shape),
        **{f"u{layer}": width for layer, width in enumerate(shape, 1)},
        "activation": ACTIVATIONS[_one_of(said, "activation", ACTIVATIONS)],
        "start": "zeros" if _is_true(said, "initZero") else "playground",
        "rate": _amount(said, "learningRate"),
        "regulariser": REGULARISERS[regularisation],
        "strength": _amount(said, "regularizationRate"),
        **{f"f-{name}": _switch(said, key) for key, name in FEATURES.items()},
        **{id: _switch(said, key) for key, id in SHOWN.items()},
    }
    for other in DATASETS:  # the set of the other problem is not used, but must be one
        _one_of(said, other, DATASETS[other])
    if not any(_is_true(said, key) for key in FEATURES):
        raise Refused(phrase("setups.address.features", possible=", ".join(FEATURES)))
    count = CLASSIFIED if data == "dataset" else VALUED
    return Dials.of(PRESETS[PRESET], {**settings, "batch": _batch(said, count * int(settings["ratio"]) // 100)})


def _batch(said: Mapping[str, str], count: int) -> int:
    """The page moves the weights after so many points of one epoch: with more than there are it never would."""
    value = _number(said, "batchSize")
    if value > count and value % 1 == 0:
        raise Refused(phrase("setups.address.batch", value=said["batchSize"], count=count))
    return _whole(said, "batchSize", 1, count)


def _noise(said: Mapping[str, str]) -> int:
    value = _number(said, "noise")
    if not 0 <= value <= NOISIEST:
        page = 0 if value < 0 else 50
        raise Refused(phrase("setups.address.noise", value=_short(said["noise"]), page=page, most=NOISIEST))
    return _whole(said, "noise", 0, NOISIEST)


def _shape(text: str) -> tuple[int, ...]:
    parts = text.split(",") if text.strip() else []
    if len(parts) > LAYERS:
        raise Refused(phrase("setups.address.layers", count=len(parts), most=LAYERS))
    widest = int(WIDTHS[-1])
    for part in parts:
        if not (re.fullmatch("[0-9]{1,9}", part, re.ASCII) and 1 <= int(part) <= widest):
            raise Refused(phrase("setups.address.width", value=_short(part), most=widest))
    return tuple(map(int, parts))


def _whole(said: Mapping[str, str], key: str, low: int, high: int) -> int:
    value = _number(said, key)
    if value % 1 or not low <= value <= high:
        raise Refused(phrase("setups.address.whole", key=key, value=_short(said[key]), low=low, high=high))
    return int(value)


def _amount(said: Mapping[str, str], key: str) -> float:
    value = _number(said, key)
    if not (value >= 0 and math.isfinite(value)):
        raise Refused(phrase("setups.address.amount", key=key, value=_short(said[key])))
    return value


def _number(said: Mapping[str, str], key: str) -> float:
    if not _NUMBER.fullmatch(said[key]):
        raise Refused(phrase("setups.address.number", key=key, value=_short(said[key])))
    return float(said[key]) + 0.0


def _one_of(said: Mapping[str, str], key: str, possible: Mapping[str, str] | tuple[str, ...]) -> str:
    if said[key] not in possible:
        raise Refused(phrase("setups.address.choice", key=key, value=_short(said[key]), possible=", ".join(possible)))
    return said[key]


def _switch(said: Mapping[str, str], key: str) -> str:
    return "on" if _is_true(said, key) else "off"


def _is_true(said: Mapping[str, str], key: str) -> bool:
    if said.get(key, "false") not in ("true", "false"):
        raise Refused(phrase("setups.address.truth", key=key, value=_short(said[key])))
    return said.get(key) == "true"


def _seed(text: str) -> Edit:
    if len(text) > LONGEST_SEED:
        raise Refused(phrase("setups.address.seed", most=LONGEST_SEED))
    return seeded(text)


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"


# Writing ------------------------------------------------------------------------------------------------------------


def _expect_page_has(state: State) -> None:
    dials = state.dials
    lacking = [id for id, possible in ONLY.items() if dials.named(id) not in possible]
    if dials.named("data") not in PLAYGROUND_DATA:
        lacking.insert(0, "data")
    if dials["dropout"]:
        lacking.append("dropout")
    if lacking:
        knob, value = phrase(f"labs.playground.knobs.{lacking[0]}"), worded(lacking[0], dials)
        raise Refused(phrase("setups.address.lacking", knob=knob, value=value))
    if dials.whole("batch") > state.learnt_from:
        raise Refused(phrase("setups.address.batch", value=str(dials.whole("batch")), count=state.learnt_from))
    if not set(state.seed_text) <= set(_PLAIN) - {"&", "="}:
        raise Refused(phrase("setups.address.seed_signs", seed=state.seed_text))
    if state.net.frozen is not None and state.net.frozen.any():
        raise Refused(phrase("setups.address.frozen"))
    if state.training.updates == 0 and not np.array_equal(state.net.params, begun(state, dials).net.params):
        raise Refused(phrase("setups.address.by_hand"))


def _key_of(names: Mapping[str, str], ours: str) -> str:
    return next(theirs for theirs, name in names.items() if name == ours)


def _written(value: float) -> str:
    return repr(value).removesuffix(".0")


def _truth(on: bool) -> str:
    return "true" if on else "false"
