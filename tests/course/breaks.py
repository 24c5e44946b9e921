"""Ways to break the toy course, one for each problem that `check` can tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toy_course import EN, REST, RU


@dataclass(frozen=True)
class Break:
    """One way to break the toy course: `old` becomes `new`, and the problem stands where `at` then is.

    Where both languages are broken alike, both have the problem.
    """

    code: str
    old: str
    new: str
    at: str | int
    files: tuple[str, ...] = (EN,)

    def done(self, root: Path) -> set[tuple[str, int, str]]:
        """Break the course; answers what `check` must find."""
        return {(str(root / file), self._broken(root / file), self.code) for file in self.files}

    def _broken(self, path: Path) -> int:
        text = path.read_text("utf-8")
        assert self.old in text
        text = text.replace(self.old, self.new, 1)
        path.write_text(text, "utf-8")
        return self.at if isinstance(self.at, int) else text[: text.index(self.at)].count("\n") + 1


COURSE, GLOSSARY, BOTH, RUSSIAN = ("course.toml",), ("glossary.toml",), (EN, RU), (RU,)
TIMELINE = ("timeline.toml",)

PAGE_TWO = "## Another page {#two +}\n"
CARD = '```card\nid = "rule"\nfront = "And here?"\nback = "The same."\n```\n'
LAB = '```lab\nname = "perceptron"\npreset = "or"\nseed = 1\nset = { rate = 0.5 }\n```\n'
PREDICT = '```predict\nid = "guess"\nask = "How many corrections?"\nanswer = 4\nsays = "Four."\n```\n'
HINTS = '```hints\nsteps = ["Think.", "Say no."]\n```\n'
SEEN = "This is what was seen.\n"
LAST = CARD
PART = '```timeline\nfrom = 1900\nto = 1950\ntheme = "toys"\ncards = ["block"]\n```\n'
LONG = "word " * 91 + "\n"

IN_COURSE_FILES = [
    Break("toml-syntax", 'id = "toy"', "id = toy", "id = toy", COURSE),
    Break("key-unknown", 'id = "toy"', 'id = "toy"\ncolour = 1', "colour", COURSE),
    Break("key-missing", "format = 1\n", "", 1, COURSE),
    Break("key-missing", ', ru = "Кубики"', "", 'en = "Blocks"', COURSE),
    Break("key-missing", 'title.ru = "Отдых"\n', "", 'title.en = "Rest"', COURSE),
    Break("key-type", "minutes = 5", 'minutes = "5"', 'minutes = "5"', COURSE),
    Break("key-type", '{ en = "Toys", ru = "Игрушки" }', '"Toys"', 'title = "Toys"', COURSE),
    Break("number-low", "minutes = 1", "minutes = 0", "minutes = 0", COURSE),
    Break("format-unknown", "format = 1", "format = 2", 1, COURSE),
    Break("folder-shape", '"02-rest"', '"../rest"', "../rest", COURSE),
    Break("id-shape", 'id = "rest"', 'id = "the rest"', "the rest", COURSE),
    Break("id-twice", 'id = "rest"', 'id = "blocks"', 12, COURSE),
    Break("key-missing", 'ru = { word = "вес", says = "То, на что умножают $x$." }', "", "[weight]", GLOSSARY),
    Break("key-type", "[weight]", "mass = 1\n[weight]", "mass", GLOSSARY),
    Break("key-unknown", 'en = { word = "weight"', 'fr = 1\nen = { word = "weight"', "fr", GLOSSARY),
    Break("id-shape", "[weight]", "[Weight]", "[Weight]", GLOSSARY),
    Break("formula-undrawable", "What $x$", "What $badly$", "badly", GLOSSARY),
]
IN_MARKDOWN = [
    Break("title-missing", "# Blocks\n", "\n", 1),
    Break("title-twice", PAGE_TWO, PAGE_TWO + "\n# Again\n", "# Again"),
    Break("heading-empty", "## One page {#one}", "## {#one}", "## {#one}"),
    Break("heading-empty", "# Blocks", "#", 1),
    Break("page-id-missing", PAGE_TWO, "## Another page\n", "## Another page"),
    Break("page-id-missing", PAGE_TWO, "## Another page {two}\n", "## Another page"),
    Break("id-shape", "{#two +}", "{#Two +}", "{#Two +}"),
    Break("id-twice", "{#two +}", "{#one +}", "{#one +}"),
    Break("pages-none", REST.removeprefix("# Rest\n"), "", 1, ("02-rest/lesson.en.md",)),
    Break("before-page", "# Blocks\n", "# Blocks\n\nWelcome.\n", "Welcome."),
    *(
        Break("not-shown", LAST, f"{LAST}\n{markdown}\n", 194)
        for markdown in (
            "### Deeper still",
            "> A quotation.\n>\n> ### Of two paragraphs.",
            "***",
            "<div>\n</div>",
            "    indented",
            "|a|b|\n|-|-|\n|1|2|",
        )
    ),
    Break("not-shown", "- two\n", "- two\n\n  ```card\n  id = 1\n  ```\n", "  ```card"),
    Break("block-unknown", "```note", "```python", "```python"),
    Break("block-unknown", "```note", "```", 127),
    Break("block-open", LAST, LAST.removesuffix("```\n"), 188),
    Break("formula-open", "y = w x\n$$\n", "y = w x\n", "$$"),
    Break("formula-empty", "$$\ny = w x\n$$", "$$\n$$", "$$"),
    Break("note-empty", "Give them time.\n", "", "```note"),
]
IN_ANY_BLOCK = [
    Break("toml-syntax", "answer = 4", "answer = ", "answer = \n"),
    Break("toml-syntax", "answer = 4", "answer = " + "9" * 5000, 'says = "Four."'),
    Break("key-unknown", 'front = "And', 'colour = "red"\nfront = "And', "colour"),
    Break("key-unknown", 'text = "2"', 'text = "2"\ncolour = "red"', "colour"),
    Break("key-missing", 'front = "And here?"\n', "", 188),
    Break("key-missing", 'says = "Zero is not."\n', "", 171),
    Break("key-type", "answer = 4", 'answer = "4"', 'answer = "4"'),
    Break("key-type", "answer = 3\n", "answer = nan\n", "answer = nan"),
    Break("key-type", "seed = 1", "seed = 1.5", "seed = 1.5"),
    Break("key-type", "seed = 1", "seed = true", "seed = true"),
    Break("key-type", "rate = 0.5", "rate = []", "rate = []"),
    Break("key-type", '["Think.", "Say no."]', '"Think."', 'steps = "Think."'),
    Break("key-type", '["0", "=0"]', "[0, 0]", "rows = "),
    Break("key-type", 'right = true\nsays = "Two is."', 'right = "yes"\nsays = "Two is."', 'right = "yes"'),
    Break("text-empty", '"And here?"', '" "', 'front = " "'),
    Break("text-empty", '"Say no."', '""', "steps = "),
    Break("number-low", "seed = 1", "seed = -1", "seed = -1"),
    Break("number-low", "tolerance = 0.1", "tolerance = -0.1", "tolerance"),
    Break("list-short", '["finished = 1"]', "[]", "goal = []"),
    Break("id-shape", 'id = "guess"', 'id = "my_guess"', "my_guess"),
    Break("id-twice", 'id = "parts"', 'id = "steps"', 79),
    Break("id-twice", 'id = "nil"', 'id = "one"', 172),
    Break("lab-twice", SEEN, LAB, 28),
    Break("predict-twice", SEEN, PREDICT.replace("guess", "again"), 28),
    Break("predict-answer", "answer = 4\n", "", "```predict"),
    Break("predict-answer", 'ask = "Which?"', 'ask = "Which?"\nanswer = 1', "answer = 1"),
    Break("predict-rights", 'text = "Right"', 'text = "Right"\nright = true', 145),
    Break("hints-alone", PAGE_TWO, PAGE_TWO + "\n" + HINTS, 140),
    Break("hints-twice", HINTS, HINTS + HINTS, 49),
]
IN_EXERCISES = [
    Break("kind-unknown", 'kind = "order"', 'kind = "draw"', "draw"),
    Break("kind-unknown", 'kind = "multi"', 'kind = "numeric"', 157),
    Break("list-short", '[[option]]\nid = "right"\ntext = "Right"\nsays = "No, left."\n', "", 145),
    Break("text-twice", 'text = "Right"', 'text = "Left"', 152),
    Break("text-twice", 'left = "bias"', 'left = "weights"', 91),
    Break("feedback-twice", '"No, left."', '"Yes, left."', 153),
    Break("feedback-twice", '"Two needs one."', '"Nothing comes before one."', 76),
    Break(
        "feedback-twice",
        '"That is the product."\n',
        '"That is the product."\n[[mistake]]\nvalue = 7\nsays = "That is the product."\n',
        64,
    ),
    Break("list-short", '[\n  ["0", "=0"],\n  ["1", "=1"],\n]', "[]", "rows = []"),
    Break("choice-right", 'text = "Yes"', 'text = "Yes"\nright = true', 35),
    Break("choice-right", 'right = true\nsays = "Indeed."', 'says = "Indeed."', 35),
    Break(
        "multi-right",
        'right = true\nsays = "One is."\n[[option]]\nid = "two"\ntext = "2"\nright = true\n',
        'says = "One is."\n[[option]]\nid = "two"\ntext = "2"\n',
        161,
    ),
    Break("mistake-right", "value = 2", "value = 3.05", "value = 3.05"),
    Break("trace-given", '["0", "=0"],\n  ["1", "=1"],', '["0", "0"],\n  ["1", "1"],', "rows = "),
    Break("trace-empty", '"=0"', '"="', "rows = "),
    Break("trace-ragged", '["1", "=1"]', '["1", "=1", "2"]', "rows = "),
    Break("trace-silent", ', says = "Look at x."', "", "column = "),
    Break("reach-lab", 'lab = { name = "perceptron", preset = "and", seed = 2, set = { rate = 1 } }\n', "", 177),
    Break("goal-shape", '["finished = 1"]', '["finished is 1"]', "finished is 1"),
    Break("solution-shape", '["step 100"]', '["play"]', '["play"]'),
    Break("solution-shape", '["step 100"]', '["step 1e2"]', "step 1e2"),
    Break("solution-shape", '["step 100"]', '["add 0 0 5"]', "add 0 0 5"),
    Break("solution-shape", '["step 100"]', '["rival 2"]', "rival 2"),
    Break("url-shape", 'url = "https://example.org/"', 'url = "www.example.org"', "www.example.org"),
]
IN_ONE_LANGUAGE = [
    Break("twin-page-extra", LAST, LAST + "\n## New {#new}\n\nNew.\n\n" + CARD, "## New", RUSSIAN),
    Break("twin-plus", "{#two +}", "{#two}", "{#two}", RUSSIAN),
    Break("twin-blocks", SEEN, "", 29, RUSSIAN),
    Break("twin-blocks", CARD, CARD + "\nMore.\n", "More.", RUSSIAN),
    Break("twin-blocks", "```deeper", "```note", "```note\n[[", RUSSIAN),
    *(
        Break("twin-differs", old, new, at, RUSSIAN)
        for old, new, at in (
            ("seed = 1", "seed = 3", 21),
            ("rate = 0.5", "rate = 1", 21),
            ('id = "guess"', 'id = "guessed"', 14),
            ("answer = 4", "answer = 5", 14),
            ("answer = 3", "answer = 3.5", 50),
            ("tolerance = 0.1", "tolerance = 0.2", 50),
            ("value = 2", "value = 4", 50),
            ('id = "first"', 'id = "last"', 64),
            ('id = "bias"', 'id = "shift"', 79),
            ('["1", "=1"]', '["1", "=2"]', 96),
            ('"mistakes <= 9"', '"mistakes < 9"', 111),
            ('["set rate 2", "step 100"]', '["step 100"]', 177),
            (', "Say no."', "", 30),
            ('id = "rule"\nfront = "And', 'id = "rules"\nfront = "And', 188),
        )
    ),
    Break("twin-differs", 'right = true\nsays = "Two is."', 'says = "Two is."', "```question", RUSSIAN),
]
IN_WHAT_IT_DOES = [
    Break("idea-long", "A [weight]", LONG + "A [weight]", 5),
    Break("idea-long", "A [weight]", "$x$ " * 81 + "A [weight]", 5),
    Break("explanation-long", SEEN, LONG, 28),
    Break("card-missing", CARD, "", "## Another", BOTH),
    Break("lab-unpredicted", PREDICT, "", "```lab", BOTH),
    Break("lab-unpredicted", f"{PREDICT}\n{LAB}", f"{LAB}\n{PREDICT}", "```lab", BOTH),
    *(
        Break("lab-refused", old, new, 21, BOTH)
        for old, new in (
            ('name = "perceptron"', 'name = "perceptrons"'),
            ('preset = "or"', 'preset = "xnor"'),
            ("rate = 0.5", "speed = 1"),
            ("rate = 0.5", "rate = 0.3"),
            ("seed = 1", "seed = 9223372036854775808"),
        )
    ),
    Break("lab-refused", 'preset = "and"', 'preset = "xnor"', "lab = {", BOTH),
    Break("goal-reading", "mistakes <= 9", "errors <= 9", "goal = ", BOTH),
    Break("solution-refused", '"set rate 2"', '"set pace 2"', "set pace", BOTH),
    Break("exercise-given", '"finished = 1", "mistakes <= 9"', '"mistakes <= 9"', 111, BOTH),
    Break("exercise-unsolved", '["set rate 2", "step 100"]', '["step 1"]', 177, BOTH),
    Break("term-unknown", "glossary.toml#weight", "glossary.toml#wait", "#wait"),
    Break("link-shape", "https://example.org/).", "glossary.toml#weight).", "site"),
    Break("formula-undrawable", "y = w x", "y = badly", "badly"),
    Break("formula-undrawable", "$w_1 x_1$", "$badly$", "badly"),
    Break("formula-undrawable", "$w_1 x_1$", r"$\frac{1}{2}$", "frac"),
    Break("formula-undrawable", '"It is not."', '"It is $badly$."', "badly"),
    Break("formula-undrawable", '"Say no."', '"$badly$"', "badly"),
    Break("formula-undrawable", '{ name = "x" }', '{ name = "$badly$" }', "badly"),
    Break("formula-loose", "$w_1 x_1$", "$w_1 x_1", "x_1"),
    Break("page-unfit", "Another page", "Endless page", "Endless"),
]

IN_TIMELINE = [
    Break("toml-syntax", 'id = "past"', "id = past", "id = past", TIMELINE),
    Break("id-shape", 'id = "cold"', 'id = "the cold"', "the cold", TIMELINE),
    Break("key-missing", ', ru = "игрушки"', "", "toys = {", TIMELINE),
    Break("band-kind", '"winter"', '"summer"', "summer", TIMELINE),
    Break("band-overlap", "from = 1950", "from = 1949", "from = 1949", TIMELINE),
    Break("span-backwards", "to = 1960", "to = 1950", 'to = 1950\nname = { en = "cold', TIMELINE),
    Break("id-twice", 'id = "cold"', 'id = "past"', 'id = "past"\nkind = "winter"', TIMELINE),
    Break("list-short", 'themes = ["toys"]', "themes = []", "themes = []", TIMELINE),
    Break("id-twice", 'id = "spring"', 'id = "block"', 'id = "block"\nyear = 1943', TIMELINE),
    Break("theme-unknown", '["toys"]', '["games"]', "games", TIMELINE),
    Break("date-impossible", "day = 28", "day = 29", "day = 29", TIMELINE),
    Break("date-impossible", "month = 2\n", "", "day = 28", TIMELINE),
    Break("date-impossible", "month = 2\nday = 28", "month = 13", "month = 13", TIMELINE),
    Break("span-backwards", "to = 1945", "to = 1942", "to = 1942", TIMELINE),
    Break("card-order", "year = 1943", "year = 1900", "year = 1900", TIMELINE),
    Break("card-outside", "year = 1943\nto = 1945", "year = 1961", "year = 1961", TIMELINE),
    Break("key-missing", 'who = "Столяр"\n', "", "[card.ru]", TIMELINE),
    Break("text-empty", '"On blocks"', '""', 'title = ""', TIMELINE),
    Break(
        "source-missing",
        '[[card.source]]\nauthors = "A. Carpenter"\ntitle = "On blocks"\nvenue = "Toys 1"\nyear = 1901\n',
        "",
        '[[card]]\nid = "block"',
        TIMELINE,
    ),
    Break("milestone-long", '"It is square."', f'"{"word " * 80}"', '[[card]]\nid = "block"', TIMELINE),
    Break("lab-refused", '"perceptron/or"', '"perceptron/xnor"', "xnor", TIMELINE),
    Break("lab-refused", '"neuron"', '"neurons"', "neurons", TIMELINE),
    Break("page-unknown", '"blocks/one"', '"blocks/three"', "blocks/three", TIMELINE),
    Break("page-unknown", '"blocks/one"', '"cubes/one"', "cubes/one", TIMELINE),
]
IN_PARTS = [
    Break(code, PAGE_TWO, PAGE_TWO + "\n" + PART.replace(old, new), at, BOTH)
    for code, old, new, at in (
        ("key-type", "1900", '"1900"', '"1900"'),
        ("span-backwards", "to = 1950", "to = 1850", "to = 1850"),
        ("theme-unknown", '"toys"', '"games"', "```timeline"),
        ("milestone-unknown", '"block"', '"blocks"', "```timeline"),
        ("timeline-empty", "from = 1900", "from = 1902", "```timeline"),
    )
]
IN_PARTS.append(Break("timeline-twice", PAGE_TWO, f"{PAGE_TWO}\n{PART}\n{PART}", 147, BOTH))
BREAKS = [
    *IN_COURSE_FILES,
    *IN_TIMELINE,
    *IN_PARTS,
    *IN_MARKDOWN,
    *IN_ANY_BLOCK,
    *IN_EXERCISES,
    *IN_ONE_LANGUAGE,
    *IN_WHAT_IT_DOES,
]
