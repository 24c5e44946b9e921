"""A small sound course with every kind of block, for tests to break in one place at a time."""

from __future__ import annotations

from pathlib import Path

COURSE = """\
format = 1
id = "toy"
title = { en = "Toys", ru = "Игрушки" }

[[lesson]]
id = "blocks"
folder = "01-blocks"
minutes = 5
title = { en = "Blocks", ru = "Кубики" }

[[lesson]]
id = "rest"
folder = "02-rest"
minutes = 1
title.en = "Rest"
title.ru = "Отдых"
"""

GLOSSARY = """\
[weight]
en = { word = "weight", says = "What $x$ is multiplied by." }
ru = { word = "вес", says = "То, на что умножают $x$." }
"""

TIMELINE = """\
[theme]
toys = { en = "toys", ru = "игрушки" }
[[band]]
id = "past"
kind = "era"
from = 1900
to = 1950
name = { en = "past", ru = "прошлое" }
[[band]]
id = "cold"
kind = "winter"
from = 1950
to = 1960
name = { en = "cold", ru = "холод" }
[[card]]
id = "block"
year = 1901
month = 2
day = 28
themes = ["toys"]
run = "perceptron/or"
page = "blocks/one"
[card.en]
title = "A block"
what = "It is square."
who = "A carpenter"
why = "It stands."
[card.ru]
title = "Кубик"
what = "Он квадратный."
who = "Столяр"
why = "Он стоит."
[[card.source]]
authors = "A. Carpenter"
title = "On blocks"
venue = "Toys 1"
year = 1901
[[card]]
id = "spring"
year = 1943
to = 1945
themes = ["toys"]
run = "neuron"
[card.en]
title = "A spring"
what = "It walks down stairs."
who = "An engineer"
why = "It was an accident."
[card.ru]
title = "Пружина"
what = "Она ходит по лестнице."
who = "Инженер"
why = "Это вышло случайно."
[[card.source]]
authors = "An Engineer"
title = "On springs"
venue = "Toys 2"
year = 1946
"""

BLOCKS = r"""# Blocks

## One page {#one}

A [weight](../glossary.toml#weight) and $w_1 x_1$, or a [site](https://example.org/).

- one
- two

$$
y = w x
$$

```predict
id = "guess"
ask = "How many corrections?"
answer = 4
says = "Four."
```

```lab
name = "perceptron"
preset = "or"
seed = 1
set = { rate = 0.5 }
```

This is what was seen.

```exercise
kind = "choice"
id = "zero"
ask = "Is zero above zero?"
worked = "It is not."
[[option]]
id = "yes"
text = "Yes"
says = "It is not above itself."
[[option]]
id = "no"
text = "No"
right = true
says = "Indeed."
```

```hints
steps = ["Think.", "Say no."]
```

```exercise
kind = "numeric"
id = "sum"
ask = "What is $1 + 2$?"
answer = 3
tolerance = 0.1
unit = "apples"
worked = "$1 + 2 = 3$."
otherwise = "Add."
[[mistake]]
value = 2
says = "That is the product."
```

```exercise
kind = "order"
id = "steps"
ask = "In which order?"
worked = "First one, then two."
[[item]]
id = "first"
text = "one"
says = "Nothing comes before one."
[[item]]
id = "second"
text = "two"
says = "Two needs one."
```

```exercise
kind = "match"
id = "parts"
ask = "What does what?"
worked = "So they do."
[[pair]]
id = "weights"
left = "weights"
right = "turn"
says = "Turn them."
[[pair]]
id = "bias"
left = "bias"
right = "shifts"
says = "Shift it."
```

```exercise
kind = "trace"
id = "table"
ask = "Fill in."
worked = "One and one."
column = [
  { name = "x" },
  { name = "y", says = "Look at x." },
]
rows = [
  ["0", "=0"],
  ["1", "=1"],
]
```

```exercise
kind = "reach"
id = "learnt"
ask = "Let it learn."
goal = ["finished = 1", "mistakes <= 9"]
otherwise = "Go on."
worked = "It stops by itself."
solution = ["step 100"]
```

```card
id = "rule"
front = "When does it move?"
back = "When it is wrong."
```

```note
Give them time.
```

```deeper
[[link]]
title = "More"
url = "https://example.org/"
about = "a long read"
```

## Another page {#two +}

This page has no lab, and it costs \$5.

```predict
id = "which"
ask = "Which?"
[[option]]
id = "left"
text = "Left"
right = true
says = "Yes, left."
[[option]]
id = "right"
text = "Right"
says = "No, left."
```

```question
kind = "multi"
id = "many"
ask = "Which are above zero?"
worked = "One and two."
[[option]]
id = "one"
text = "1"
right = true
says = "One is."
[[option]]
id = "two"
text = "2"
right = true
says = "Two is."
[[option]]
id = "nil"
text = "0"
says = "Zero is not."
```

```exercise
kind = "reach"
id = "elsewhere"
ask = "Let it learn here."
lab = { name = "perceptron", preset = "and", seed = 2, set = { rate = 1 } }
goal = ["finished = 1"]
otherwise = "Go on here."
worked = "It stops."
solution = ["set rate 2", "step 100"]
```

```card
id = "rule"
front = "And here?"
back = "The same."
```
"""

REST = """\
# Rest

## Sit {#sit}

Rest.

```card
id = "why"
front = "Why?"
back = "Because."
```
"""

EN, RU = "01-blocks/lesson.en.md", "01-blocks/lesson.ru.md"


def toy_course(root: Path) -> Path:
    """The course in a folder of that root. Only the words of two languages may differ, so here nothing does."""
    course = root / "toys"
    files = {"course.toml": COURSE, "glossary.toml": GLOSSARY, "timeline.toml": TIMELINE, EN: BLOCKS, RU: BLOCKS}
    files |= {"02-rest/lesson.en.md": REST, "02-rest/lesson.ru.md": REST}
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, "utf-8")
    return course
