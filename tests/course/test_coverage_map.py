"""Every slide of the lecture has its page: the map from slides to pages, held against the course as it is."""

from __future__ import annotations

import pytest

from tui_nn.course.course import Course, open_course, own_lessons
from tui_nn.locale.words import LANGUAGES

SLIDES = 66

# Slide -> pages, as lesson/page. Slides are counted in order; those with a picture only are merged with a neighbour.
PAGES: dict[int, tuple[str, ...]] = {
    1: ("start/welcome",),  # the title
    2: ("start/welcome",),  # the warning
    3: ("start/map",),  # contents
    4: ("start/how-to", "start/teachers"),  # how classes go
    5: ("start/map",),  # the sixteen topics
    6: ("summary/books",),
    7: ("summary/resources",),  # courses
    8: ("summary/resources",),
    9: ("start/map",),
    10: ("thinking-machine/formal-neuron", "thinking-machine/one-unit"),  # 1943
    11: ("thinking-machine/imitation-game",),  # 1950
    12: ("thinking-machine/dartmouth",),  # the proposal
    13: ("thinking-machine/founders",),
    14: ("perceptron/idea", "perceptron/mark-one"),  # the perceptron's photo, Mark I
    15: ("perceptron/formula", "perceptron/rule"),
    16: ("perceptron/idea",),  # links
    17: ("perceptron/book-1969", "winters/translation", "winters/first-winter"),  # 1943–1974
    18: ("winters/first-winter",),  # what an AI winter is
    19: (  # 1970s–1989
        "winters/expert-systems",
        "winters/hopfield",
        "winters/boltzmann",
        "winters/backpropagation",
        "winters/recurrent",
        "winters/convolution",
        "winters/second-winter",
    ),
    20: ("revolution/why-then",),  # the reasons
    21: (  # 1997–2017
        "revolution/lstm",
        "revolution/words",
        "revolution/gan",
        "revolution/imagenet",
        "revolution/alphago",
        "revolution/transformer",
        "revolution/hardware",
    ),
    22: ("revolution/imagenet",),  # the Turing Award
    23: ("revolution/imagenet",),
    24: ("revolution/alphago",),  # 4 : 1
    25: ("revolution/imagenet",),  # errors by year
    26: ("revolution/human-or-machine",),  # who painted it?
    27: ("revolution/human-or-machine",),  # Tay
    28: ("revolution/why-then",),
    29: ("revolution/trends",),  # accuracy
    30: ("revolution/trends",),
    31: ("revolution/trends",),  # complexity
    32: ("revolution/trends",),
    33: ("revolution/trends",),
    34: ("revolution/trends",),  # data
    35: ("revolution/trends",),  # computing
    36: ("revolution/hardware",),  # CPU and GPU
    37: ("start/map",),
    38: ("regression/line", "regression/dot-product"),
    39: ("regression/all-at-once",),
    40: ("useless-layer/neuron", "useless-layer/conditions"),
    41: ("useless-layer/neuron", "useless-layer/conditions"),
    42: ("useless-layer/identity",),
    43: ("regression/all-at-once", "regression/normal-equation"),
    44: (
        "regression/badness",
        "regression/descent",
        "regression/step-size",
        "regression/scaling",
        "regression/outliers",
    ),
    45: ("useless-layer/add-a-layer",),
    46: ("useless-layer/again-linear",),
    47: ("useless-layer/again-linear",),
    48: ("useless-layer/matrix-proof",),
    49: ("activations/bend",),
    50: ("activations/sigmoid",),
    51: ("activations/saturation", "activations/paralysis"),
    52: ("activations/quiz", "activations/corner"),
    53: ("activations/quiz", "activations/corner"),
    54: ("activations/relu",),
    55: ("activations/variants",),
    56: ("playground/mlp",),
    57: (
        "playground/hidden-units",
        "playground/xor-luck",
        "playground/spiral",
        "playground/seeds-batches",
        "playground/overfitting",
        "playground/own-data",
    ),
    58: ("playground/own-data",),
    59: ("start/map",),
    60: ("heads/five-heads",),
    61: ("heads/binary", "heads/bce", "heads/why-not-mse", "heads/threshold"),
    62: ("heads/multilabel", "heads/multiclass"),
    63: ("softmax/by-hand", "softmax/overflow", "softmax/shift", "softmax/stable"),
    64: ("graph/formula", "graph/zoo"),
    65: ("start/map",),
    66: ("summary/summary",),
}


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course(own_lessons())


def test_every_slide_is_mapped() -> None:
    assert sorted(PAGES) == list(range(1, SLIDES + 1))
    assert all(PAGES.values())


@pytest.mark.parametrize("slide", PAGES)
def test_the_pages_of_a_slide_are_there(course: Course, slide: int) -> None:
    for place in PAGES[slide]:
        lesson, _, page = place.partition("/")
        for language in LANGUAGES:
            assert page in [ref.id for ref in course.outline(lesson, language)], place
