"""The playground's present state and its learning as a PyTorch program; it needs PyTorch and NumPy to run."""

from __future__ import annotations

from string import Template

import numpy as np
from numpy.typing import NDArray

from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import Adam, AdamW, Momentum, Nesterov, Optimiser, RmsProp
from tui_nn.labs.playground.program_pieces import arrays, head, masks, order, prints, score, share_of_rate, stop
from tui_nn.labs.playground.state import State

NET = Template("""
torch.set_default_dtype(torch.float64)
X, Y, test_X, test_Y = (torch.from_numpy(np.asarray(table, dtype=float)) for table in (X, Y, test_X, test_Y))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = $sizes
        self.layers = nn.ModuleList(nn.Linear(before, units) for before, units in zip(sizes, sizes[1:]))

    def forward(self, x, masks=None):
        for i, layer in enumerate(self.layers[:-1]):
            x = f(layer(x))
            if masks is not None:
                x = x * torch.from_numpy(masks[i])
        return $output


def f(z):
    return $value


def losses(out, y):
    \"\"\"The loss of each sample.\"\"\"
    return $loss


def transposed(arrays):
    \"\"\"As nn.Linear has them: a row a unit.\"\"\"
    return [torch.from_numpy(np.asarray(array).T.copy()) for array in arrays]


net = Net()
parameters = list(net.parameters())
weights = parameters[::2]  # every second one is a bias, and these are never priced
with torch.no_grad():
    for p, values in zip(parameters, transposed(params)):
        p.copy_(values)


@torch.no_grad()
def measured():
    \"\"\"Mean loss over the points learnt from and over those for testing.\"\"\"
    return float(losses(net(X), Y).mean()), float(losses(net(test_X), test_Y).mean()) if len(test_Y) else None
""")

LOOP = Template("""
n, batch = len(X), $batch
epoch, position, updates = $epoch, $position, $updates
optimiser = torch.optim.$optimiser
$memory
count = $count  # samples left over; their gradient stays in p.grad
for p, slope in zip(parameters, $pending):
    p.grad = slope
least, least_epoch = $least, $least_epoch
$extra

def show(rows):
    losses(net(X[rows]$mask_drawn), Y[rows]).sum().backward()  # adds to p.grad


for tick in range($steps):
    if $stop:
        break
    begun, made, fault = epoch, updates, False
    while $tick_lasts and not fault:
        order = $order
        optimiser.param_groups[0]["lr"] = $rate
        if n - position >= batch:  # a whole batch: update with the mean gradient
            show(order[position : position + batch])
            before = [p.detach().clone() for p in parameters]
            with torch.no_grad():
                for p in parameters:
                    p.grad /= count + batch
$prepare
            optimiser.step()
            with torch.no_grad():
$finish
            if not all(torch.isfinite(p).all() for p in $kept):
                fault = True
                with torch.no_grad():
                    for p, old in zip(parameters, before):
                        p.copy_(old)
                break
            optimiser.zero_grad(set_to_none=False)
            count, position, updates = 0, position + batch, updates + 1
        left = n - position
        if left < batch:  # the epoch is over; what is left joins the next one's first batch
            if left:
                show(order[position:])
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

FUNCTIONS = {
    "identity": "z",
    "step": "(z > 0) * 1.0",
    "sigmoid": "torch.sigmoid(z)",
    "tanh": "torch.tanh(z)",
    "relu": "torch.relu(z)",
    "leaky-relu": "F.leaky_relu(z, 0.01)",
    "elu": "F.elu(z)",
    "softplus": "torch.logaddexp(z, torch.zeros(()))",
    "gelu": 'F.gelu(z, approximate="tanh")',
    "swish": "F.silu(z)",
    "sine": "torch.sin(z)",
    "gauss": "torch.exp(-z * z)",
    "abs": "torch.abs(z)",
    "square": "z * z",
}
LOSSES = {
    "half-mse": "0.5 * ((out - y) ** 2).sum(dim=1)",
    "mse": "((out - y) ** 2).mean(dim=1)",
    "mae": "(out - y).abs().mean(dim=1)",
    "huber": 'F.huber_loss(out, y, reduction="none").mean(dim=1)',
    "bce": 'F.binary_cross_entropy_with_logits(out, y, reduction="none").sum(dim=1)',
    "ce": 'F.cross_entropy(out, y, reduction="none")',
}
OUTPUT = "net(X).detach().numpy()"


def written(state: State, steps: int) -> str:
    """The program that starts as `state` is and takes `steps` ticks, fewer when it stops before.

    It prints the readings that the NumPy program prints, equal to it but for rounding.
    """
    imports = "import numpy as np\nimport torch\nfrom torch import nn\nfrom torch.nn import functional as F\n"
    first = head(state).replace("import numpy as np\n", imports, 1)
    return (
        first
        + masks(state)
        + _net(state)
        + score(state, OUTPUT)
        + _loop(state, steps)
        + prints(state, "sum(p.numel() for p in parameters)")
    )


def _net(state: State) -> str:
    net = state.net
    return NET.substitute(
        sizes=list(net.sizes),
        output="torch.tanh(self.layers[-1](x))" if net.activations[-1] == "tanh" else "self.layers[-1](x)",
        value=FUNCTIONS[net.activations[0] if net.layers > 1 else "identity"],
        loss=LOSSES[state.training.recipe.loss],
    )


def _loop(state: State, steps: int) -> str:
    training, recipe = state.training, state.training.recipe
    pending = training.pending
    least, at = state.least
    return LOOP.substitute(
        batch=f"min({recipe.batch}, len(X))",
        epoch=training.epoch,
        position=training.position,
        updates=training.updates,
        optimiser=_optimiser(recipe.optimiser, recipe.rate),
        memory=_memory(state),
        kept="(*parameters, *memory())" if _names(recipe.optimiser) else "parameters",
        count=pending.count if pending else 0,
        pending=_transposed(state.net, pending.gradient) if pending else "map(torch.zeros_like, parameters)",
        least=repr(least) if np.isfinite(least) else "np.inf",
        least_epoch=repr(at),
        extra=_extra(state),
        steps=steps if training.fault is None else 0,
        stop=stop(state),
        tick_lasts="updates == made" if state.dials.named("stride") == "batch" else "epoch == begun",
        order=order(state),
        rate=f"{recipe.rate!r}{share_of_rate(recipe.schedule)}",
        mask_drawn=", masks((epoch, position), len(rows))" if recipe.dropout else "",
        prepare=_indented(_before_step(state)),
        finish=_indented(_after_step(state) or ["pass"]),
    )


def _optimiser(rule: Optimiser, rate: float) -> str:
    if isinstance(rule, Nesterov):
        return f"SGD(parameters, lr={rate!r}, momentum={rule.momentum}, nesterov=True)"
    if isinstance(rule, Momentum):
        return f"SGD(parameters, lr={rate!r}, momentum={rule.momentum})"
    if isinstance(rule, RmsProp):
        return f"RMSprop(parameters, lr={rate!r}, alpha={rule.decay}, eps={rule.epsilon})"
    betas = f"lr={rate!r}, betas=({rule.beta1}, {rule.beta2}), eps={rule.epsilon}" if isinstance(rule, Adam) else ""
    if isinstance(rule, AdamW):
        return f"AdamW(parameters, {betas}, weight_decay={rule.decay})"
    return f"Adam(parameters, {betas})" if betas else f"SGD(parameters, lr={rate!r})"


def _memory(state: State) -> str:
    """How to look at the optimiser's memory, and what it holds when learning has begun before."""
    names = _names(state.training.recipe.optimiser)
    if not names:
        return ""
    lines = ["", "", "def memory():"]
    lines += [f"    return [kept[name] for kept in optimiser.state.values() for name in {names!r}]", "", ""]
    done = state.training.updates - state.training.fresh
    if done:
        for name, row in zip(names, state.training.memory, strict=True):
            lines.append(f"for p, kept in zip(parameters, {_transposed(state.net, row)}):")
            lines.append(f"    optimiser.state[p][{name!r}] = kept")
        if names != ("momentum_buffer",):
            lines += ["for p in parameters:", f"    optimiser.state[p]['step'] = torch.tensor({float(done)!r})"]
    return "\n".join(lines)


def _names(rule: Optimiser) -> tuple[str, ...]:
    """What PyTorch calls the rows of the optimiser's memory."""
    if isinstance(rule, Adam):
        return "exp_avg", "exp_avg_sq"
    if isinstance(rule, RmsProp):
        return ("square_avg",)
    return ("momentum_buffer",) if rule.slots else ()


def _extra(state: State) -> str:
    lines = []
    if state.net.frozen is not None:
        lines.append(f"frozen = {_transposed(state.net, state.net.frozen)}")
    if state.training.recipe.regulariser == "playground-l1":
        lines.append(f"dead = {_transposed(state.net, state.training.dead)}[::2]  # weights put to rest at 0")
    return "\n".join(lines)


def _before_step(state: State) -> list[str]:
    """What happens to the mean gradient."""
    recipe, lines = state.training.recipe, []
    price = {"l1": "p.sign()", "l2": "p"}
    if recipe.regulariser in price:
        lines += ["for p in weights:", f"    p.grad += {recipe.strength!r} * {price[recipe.regulariser]}"]
    if state.net.frozen is not None:
        lines += ["for p, still in zip(parameters, frozen):", "    p.grad[still] = 0.0"]
    return lines


def _after_step(state: State) -> list[str]:
    """What happens to the parameters that the optimiser has moved."""
    recipe, lines = state.training.recipe, []
    strength = recipe.strength
    if recipe.regulariser == "playground-l2":
        lines += ["for p, old in zip(weights, before[::2]):", f"    p -= {_rate()} * {strength!r} * old"]
    if recipe.regulariser == "playground-l1":
        lines += [
            "for i, (p, old) in enumerate(zip(weights, before[::2])):",
            f"    shrunk = p - {_rate()} * {strength!r} * old.sign()",
            "    dies = p * shrunk < 0",
            "    dead[i] |= dies" + (" & ~frozen[2 * i]" if state.net.frozen is not None else ""),
            "    p.copy_(torch.where(dead[i] | dies, 0.0, shrunk))",
        ]
    if state.net.frozen is not None:
        lines += [
            "for p, still, old in zip(parameters, frozen, before):",
            "    p.copy_(torch.where(still, old, p))",
        ]
    return lines


def _rate() -> str:
    return 'optimiser.param_groups[0]["lr"]'


def _indented(lines: list[str]) -> str:
    return "\n".join(" " * 16 + line for line in lines)


def _transposed(net: Net, flat: NDArray[np.float64] | NDArray[np.bool_]) -> str:
    return f"transposed({arrays(net, flat)})"
