"""The numbers of the four trends, each with its source. Whole years, except where several points share one."""

from __future__ import annotations

from dataclasses import dataclass

RUSSAKOVSKY = "Russakovsky et al., IJCV 115:211–252, 2015"
HE = "He et al., CVPR 2016"
LECUN = "LeCun et al., Proc. IEEE 86(11), 1998"
ALEXNET = "Krizhevsky et al., NIPS 2012"
BROWN = "Brown et al., NeurIPS 2020, table D.1"


@dataclass(frozen=True)
class Point:
    """A number of a trend: when, whose, how much, and where that is written."""

    year: float
    name: str
    value: float
    source: str
    month: int = 0  # where it is told, `year` is a fraction

    @property
    def date(self) -> str:
        return f"{int(self.year)}-{self.month:02}" if self.month else str(int(self.year))


def _in(year: int, month: int, name: str, value: float, source: str) -> Point:
    return Point(year + (month - 1) / 12, name, value, source, month)


PERSON = 5.1  # %: one trained annotator

SERIES: dict[str, tuple[Point, ...]] = {
    # Winners' top-5 error on ImageNet, %.
    "errors": (
        Point(2010, "NEC-UIUC", 28.2, RUSSAKOVSKY),
        Point(2011, "XRCE", 25.8, RUSSAKOVSKY),
        Point(2012, "AlexNet", 16.4, RUSSAKOVSKY),
        Point(2013, "Clarifai", 11.7, RUSSAKOVSKY),
        Point(2014, "GoogLeNet", 6.7, RUSSAKOVSKY),
        Point(2015, "ResNet", 3.57, HE),
    ),
    # Millions of parameters.
    "parameters": (
        Point(1998, "LeNet-5", 0.06, LECUN),
        Point(2012, "AlexNet", 60, ALEXNET),
        Point(2014, "VGG-16", 138, "Simonyan, Zisserman, ICLR 2015"),
        Point(2015, "ResNet-50", 25.6, HE),
        Point(2018, "BERT-large", 340, "Devlin et al., NAACL 2019"),
        Point(2019, "GPT-2", 1500, "Radford et al., OpenAI, 2019"),
        Point(2020, "GPT-3", 175_000, "Brown et al., NeurIPS 2020"),
    ),
    # Millions of training pictures.
    "data": (
        Point(1989, "zip digits", 0.007291, "LeCun et al., Neural Comp. 1(4), 1989"),
        Point(1998, "MNIST", 0.06, LECUN),
        Point(2012, "ImageNet", 1.281167, RUSSAKOVSKY),
        Point(2017, "JFT-300M", 300, "Sun et al., ICCV 2017"),
        Point(2018, "Instagram", 3500, "Mahajan et al., ECCV 2018"),
    ),
    # Petaflop/s-days of one training.
    "compute": (
        _in(2014, 9, "VGG-16", 0.098, "Amodei, Hernandez, AI and compute, 2018"),
        _in(2018, 10, "BERT-large", 6.16, BROWN),
        _in(2019, 7, "RoBERTa-large", 49.3, BROWN),
        _in(2019, 10, "T5-11B", 382, BROWN),
        _in(2020, 5, "GPT-3", 3640, BROWN),
    ),
}
