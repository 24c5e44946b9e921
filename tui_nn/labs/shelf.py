"""The labs by name: the one line that a new lab adds."""

from __future__ import annotations

from importlib import import_module

from tui_nn.labs.lab import Lab, Refused
from tui_nn.locale.phrase import phrase

# Name of the lab -> module and class. Modules load on first use: most pages need one lab or none.
SHELF = {
    "gates": "tui_nn.labs.gates.lab:GatesLab",
    "imitation": "tui_nn.labs.imitation.lab:ImitationLab",
    "translator": "tui_nn.labs.translator.lab:TranslatorLab",
    "explosion": "tui_nn.labs.explosion.lab:ExplosionLab",
    "mycin": "tui_nn.labs.mycin.lab:MycinLab",
    "neuron": "tui_nn.labs.neuron:NeuronLab",
    "perceptron": "tui_nn.labs.perceptron.lab:PerceptronLab",
    "mark1": "tui_nn.labs.mark1.lab:Mark1Lab",
    "parity": "tui_nn.labs.parity.lab:ParityLab",
    "regression": "tui_nn.labs.regression.lab:RegressionLab",
    "collapse": "tui_nn.labs.collapse.lab:CollapseLab",
    "matrix": "tui_nn.labs.matrix.lab:MatrixLab",
    "unit": "tui_nn.labs.unit.lab:UnitLab",
    "activations": "tui_nn.labs.activations.lab:ActivationsLab",
    "deep-gradient": "tui_nn.labs.deep_gradient.lab:DeepGradientLab",
    "playground": "tui_nn.labs.playground.lab:PlaygroundLab",
    "heads": "tui_nn.labs.heads.lab:HeadsLab",
    "threshold": "tui_nn.labs.threshold.lab:ThresholdLab",
    "softmax": "tui_nn.labs.softmax.lab:SoftmaxLab",
    "floats": "tui_nn.labs.floats.lab:FloatsLab",
    "bugs": "tui_nn.labs.bugs.lab:BugsLab",
    "graph": "tui_nn.labs.graph.lab:GraphLab",
    "hopfield": "tui_nn.labs.hopfield.lab:HopfieldLab",
    "boltzmann": "tui_nn.labs.boltzmann.lab:BoltzmannLab",
    "zoo": "tui_nn.labs.zoo.lab:ZooLab",
    "backprop": "tui_nn.labs.backprop.lab:BackpropLab",
    "elman": "tui_nn.labs.elman.lab:ElmanLab",
    "convolution": "tui_nn.labs.convolution.lab:ConvolutionLab",
    "trends": "tui_nn.labs.trends.lab:TrendsLab",
    "speed": "tui_nn.labs.speed.lab:SpeedLab",
}


def take(name: str) -> type[Lab]:
    """The lab of that name.

    Raises:
        Refused: no such lab; the sentence lists those there are.
    """
    if name not in SHELF:
        raise Refused(phrase("labs.refused.lab", name=name, possible=", ".join(SHELF)))
    module, _, lab = SHELF[name].partition(":")
    found: type[Lab] = getattr(import_module(module), lab)
    return found
