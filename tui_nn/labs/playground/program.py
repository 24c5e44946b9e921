"""The playground's present state and its learning as a NumPy program that runs by itself."""

from __future__ import annotations

from string import Template

import numpy as np

from tui_nn.engine.optimisers import Adam, AdamW, Momentum, Nesterov, Optimiser, RmsProp
from tui_nn.labs.playground.program_pieces import arrays, head, masks, order, prints, score, share_of_rate, stop
from tui_nn.labs.playground.state import State

NET = Template('''

def f(z):
    return $value


def f_slope(z):
    return $slope


def answers(X$mask_argument):
    """The sums and answers of every layer."""
    sums, layers = [], [X]
    for layer in range($layers):
        z = layers[-1] @ params[2 * layer] + params[2 * layer + 1]
        last = layer == $last
        sums.append(z)
        layers.append($output if last else $hidden)
    return sums, layers


def losses(out, y):
    """The loss of each sample."""
    return $loss


def gradient(X, Y$mask_argument):
    """The gradient of the summed losses, as the params are listed."""
    sums, layers = answers(X$mask_passed)
    error = $loss_slope
$output_slope
    slopes = []
    for layer in reversed(range($layers)):
        slopes = [layers[layer].T @ error, error.sum(axis=0), *slopes]
        if layer:
            error = error @ params[2 * layer].T * $hidden_slope
    return slopes


def measured():
    """Mean loss over the points learnt from and over those for testing."""
    train, test = answers(X)[1][-1], answers(test_X)[1][-1]
    return float(losses(train, Y).mean()), float(losses(test, test_Y).mean()) if len(test_Y) else None

''')

LOOP = Template("""
n, batch = len(X), $batch
epoch, position, updates, t = $epoch, $position, $updates, $t
$memory
summed, count = $pending, $count  # of samples left over: their gradient, how many
least, least_epoch = $least, $least_epoch
$extra

for tick in range($steps):
    if $stop:
        break
    begun, made, fault = epoch, updates, False
    while $tick_lasts and not fault:
        order = $order
        rate = $rate
        if n - position >= batch:  # a whole batch: update with the mean gradient
            rows = order[position : position + batch]
            new = gradient(X[rows], Y[rows]$mask_drawn)
            g = [(old + slope) / (count + batch) for old, slope in zip(summed, new)]
            before = [p.copy() for p in params]
            kept = [m.copy() for m in memory]
            t += 1
            for i, p in enumerate(params):
$update
            if not all(np.isfinite(p).all() for p in (*params, *memory)):
                params, memory, t, fault = before, kept, t - 1, True
                break
            summed, count = [0.0] * len(params), 0
            position, updates = position + batch, updates + 1
        left = n - position
        if left < batch:  # the epoch is over; what is left joins the next one's first batch
            if left:
                rows = order[position:]
                summed = [old + slope for old, slope in zip(summed, gradient(X[rows], Y[rows]$mask_drawn))]
                count += left
            epoch, position = epoch + 1, 0
    train_loss, test_loss = measured()
    loss = train_loss if test_loss is None else test_loss
    if loss < least:
        least, least_epoch = loss, epoch + position / n
    if fault:
        break

train_loss, test_loss = measured()
train_score, test_score = score(X, targets), score(test_X, test_targets)
""")

SIGMOID = "1 / (1 + np.exp(-{}))"
GELU_TANH = "np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))"
# Activation -> f(z) and f'(z).
FUNCTIONS = {
    "identity": ("z", "np.ones_like(z)"),
    "step": ("(z > 0) * 1.0", "np.zeros_like(z)"),
    "sigmoid": (SIGMOID.format("z"), "f(z) * (1 - f(z))"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) ** 2"),
    "relu": ("np.maximum(z, 0)", "(z > 0) * 1.0"),
    "leaky-relu": ("np.maximum(z, 0.01 * z)", "np.where(z > 0, 1.0, 0.01)"),
    "elu": ("np.where(z > 0, z, np.expm1(np.minimum(z, 0)))", "np.exp(np.minimum(z, 0))"),
    "softplus": ("np.logaddexp(z, 0)", SIGMOID.format("z")),
    "gelu": (
        f"0.5 * z * (1 + {GELU_TANH})",
        f"0.5 * (1 + {GELU_TANH})\n"
        f"        + 0.5 * z * (1 - {GELU_TANH} ** 2)\n"
        "        * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * z**2)",
    ),
    "swish": (f"z * {SIGMOID.format('z')}", f"(s := {SIGMOID.format('z')}) + z * s * (1 - s)"),
    "sine": ("np.sin(z)", "np.cos(z)"),
    "gauss": ("np.exp(-z * z)", "-2 * z * np.exp(-z * z)"),
    "abs": ("np.abs(z)", "np.sign(z)"),
    "square": ("z * z", "2 * z"),
}

SOFTMAX = "(e := np.exp(out - out.max(axis=1, keepdims=True))) / e.sum(axis=1, keepdims=True)"
# Loss -> the loss of each sample from `out` and `y`, and its slope; k outputs.
LOSSES = {
    "half-mse": ("0.5 * ((out - y) ** 2).sum(axis=1)", "layers[-1] - Y"),
    "mse": ("((out - y) ** 2).mean(axis=1)", "2 / Y.shape[1] * (layers[-1] - Y)"),
    "mae": ("np.abs(out - y).mean(axis=1)", "np.sign(layers[-1] - Y) / Y.shape[1]"),
    "huber": (
        "np.where(np.abs(out - y) < 1, 0.5 * (out - y) ** 2, np.abs(out - y) - 0.5).mean(axis=1)",
        "np.clip(layers[-1] - Y, -1, 1) / Y.shape[1]",
    ),
    "bce": ("(np.logaddexp(0, out) - out * y).sum(axis=1)", f"{SIGMOID.format('layers[-1]')} - Y"),
    "ce": (
        "np.log(np.exp(out - out.max(axis=1, keepdims=True)).sum(axis=1)) + out.max(axis=1) - (out * y).sum(axis=1)",
        SOFTMAX.replace("out", "layers[-1]") + " - Y",
    ),
}


def written(state: State, steps: int) -> str:
    """The program that starts as `state` is and takes `steps` ticks, fewer when it stops before."""
    return (
        head(state)
        + masks(state)
        + _net(state)
        + score(state, "answers(X)[1][-1]")
        + _loop(state, steps)
        + prints(state, "sum(p.size for p in params)")
    )


def _net(state: State) -> str:
    net, recipe = state.net, state.training.recipe
    value, slope = FUNCTIONS[net.activations[0] if net.layers > 1 else "identity"]
    loss, loss_slope = LOSSES[recipe.loss]
    squashed = net.activations[-1] == "tanh"
    masked = recipe.dropout > 0
    mask = " * (1 if masks is None else masks[layer])" if masked else ""
    return NET.substitute(
        value=value,
        slope=f"({slope})" if "\n" in slope else slope,
        layers=net.layers,
        last=net.layers - 1,
        output="np.tanh(z)" if squashed else "z",
        hidden=f"f(z){mask}",
        mask_argument=", masks=None" if masked else "",
        mask_passed=", masks" if masked else "",
        loss=loss,
        loss_slope=loss_slope,
        output_slope="    error = error * (1 - layers[-1] ** 2)  # of tanh" if squashed else "    # no squashing",
        hidden_slope="f_slope(sums[layer - 1])" + (" * masks[layer - 1]" if masked else ""),
    ).replace("    # no squashing\n", "")


def _loop(state: State, steps: int) -> str:
    training, recipe = state.training, state.training.recipe
    by_batch = state.dials.named("stride") == "batch"
    pending = "[0.0] * len(params)"
    if training.pending:
        pending = arrays(state.net, training.pending.gradient)
    slots = recipe.optimiser.slots
    least, at = state.least
    return LOOP.substitute(
        batch=f"min({recipe.batch}, len(X))",
        epoch=training.epoch,
        position=training.position,
        updates=training.updates,
        t=training.updates - training.fresh,
        memory="memory = []" if not slots else _memory(state),
        pending=pending,
        count=training.pending.count if training.pending else 0,
        least="np.inf" if not np.isfinite(least) else repr(least),
        least_epoch=repr(at),
        extra=_extra(state),
        steps=steps if training.fault is None else 0,
        stop=stop(state),
        tick_lasts="updates == made" if by_batch else "epoch == begun",
        order=order(state),
        rate=f"{recipe.rate!r}{share_of_rate(recipe.schedule)}",
        mask_drawn=", masks((epoch, position), len(rows))" if recipe.dropout else "",
        update=_update(state),
    )


def _memory(state: State) -> str:
    """The optimiser's rows one after another: row r of parameter i is memory[r * len(params) + i]."""
    rows = [arrays(state.net, row)[1:-1] for row in state.training.memory]
    return f"memory = [{', '.join(rows)}]"


def _extra(state: State) -> str:
    lines = []
    if state.net.frozen is not None:
        lines.append(f"frozen = {arrays(state.net, state.net.frozen)}")
    if state.training.recipe.regulariser == "playground-l1":
        lines.append(f"dead = {arrays(state.net, state.training.dead)}  # put to rest at 0")
    return "\n".join(lines)


def _update(state: State) -> str:
    recipe = state.training.recipe
    lines = []
    weight = "i % 2 == 0"  # every second one is a bias, and these are never priced
    price = {"l1": "np.sign(p)", "l2": "p"}
    if recipe.regulariser in price:
        lines += [f"if {weight}:", f"    g[i] = g[i] + {recipe.strength!r} * {price[recipe.regulariser]}"]
    if state.net.frozen is not None:
        lines.append("g[i] = np.where(frozen[i], 0.0, g[i])")
    lines += _optimiser(recipe.optimiser)
    if recipe.regulariser == "playground-l2":
        lines += [f"if {weight}:", f"    p = p - rate * {recipe.strength!r} * before[i]"]
    if recipe.regulariser == "playground-l1":
        lines += [
            f"if {weight}:",
            f"    shrunk = p - rate * {recipe.strength!r} * np.sign(before[i])",
            "    dies = p * shrunk < 0",
        ]
        lines.append("    dead[i] = dead[i] | dies" + (" & ~frozen[i]" if state.net.frozen is not None else ""))
        lines.append("    p = np.where(dead[i] | dies, 0.0, shrunk)")
    if state.net.frozen is not None:
        lines.append("p = np.where(frozen[i], before[i], p)")
    lines.append("params[i] = p")
    return "\n".join(" " * 16 + line for line in lines)


def _optimiser(rule: Optimiser) -> list[str]:
    if isinstance(rule, Momentum):
        return [f"memory[i] = {rule.momentum} * memory[i] + g[i]", "p = p - rate * memory[i]"]
    if isinstance(rule, Nesterov):
        step = f"p = p - rate * (g[i] + {rule.momentum} * memory[i])"
        return [f"memory[i] = {rule.momentum} * memory[i] + g[i]", step]
    if isinstance(rule, RmsProp):
        return [
            f"memory[i] = {rule.decay} * memory[i] + {1 - rule.decay!r} * g[i] ** 2",
            f"p = p - rate * g[i] / (np.sqrt(memory[i]) + {rule.epsilon})",
        ]
    if isinstance(rule, Adam):
        lines = [f"p = p * (1 - rate * {rule.decay})"] if isinstance(rule, AdamW) else []
        return [
            *lines,
            "j = len(params) + i",
            f"memory[i] = {rule.beta1} * memory[i] + {1 - rule.beta1!r} * g[i]",
            f"memory[j] = {rule.beta2} * memory[j] + {1 - rule.beta2!r} * g[i] ** 2",
            f"mean, square = memory[i] / (1 - {rule.beta1}**t), memory[j] / (1 - {rule.beta2}**t)",
            f"p = p - rate * mean / (np.sqrt(square) + {rule.epsilon})",
        ]
    return ["p = p - rate * g[i]"]
