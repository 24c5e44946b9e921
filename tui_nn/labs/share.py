"""A run as one short string, and back: what a learner pastes into a chat.

``nn1/perceptron/or/s1/t35/0:rate=2/35:add:0.5_1_1-8c1f09ab`` reads: lab, preset, seed, ticks taken, then each edit
with the step it was made at, then a checksum. Numbers are written by ``repr``, so the run is the same bit for bit.
No shell (PowerShell too) finds a sign in it that needs quotes. Edits that would be long are packed: ``/z:`` and
their text, deflated, in URL-safe base64. The future that was recorded before stepping back is not part of it.
"""

from __future__ import annotations

import math
import re
import zlib
from base64 import urlsafe_b64encode
from binascii import Error as NotBase64
from binascii import a2b_base64

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import MAX_STEPS, Run
from tui_nn.locale.phrase import phrase

LONGEST = 4_000_000  # characters, as pasted and unpacked; MAX_CHANGES numbers at their longest are fewer
PACKED_FROM = 200  # characters of edits; shorter ones stay readable

Log = tuple[tuple[int, Edit], ...]

_HEAD = re.compile(r"nn1/([a-z0-9-]+)/([a-z0-9-]+)/s([0-9]{1,19})/t([0-9]{1,7})((?:/.*)?)", re.ASCII)
_SET = re.compile(r"([0-9]{1,7}):([a-z0-9_-]+)=([0-9.e+-]+)", re.ASCII)
_TEXT = re.compile(r"([0-9]{1,7}):([a-z]+):x((?:[0-9a-f]{2}){0,400})", re.ASCII)
_VERB = re.compile(r"([0-9]{1,7}):([a-z]+):([0-9.e+_-]+)", re.ASCII)


def share(run: Run) -> str:
    """The run up to now as a string that `restore` understands."""
    edits = "".join(f"/{step}:{_write(edit)}" for step, edit in run.past())
    if len(edits) > PACKED_FROM:
        edits = "/z:" + urlsafe_b64encode(zlib.compress(edits.encode(), 9)).decode().rstrip("=")
    body = f"nn1/{run.lab_name}/{run.preset}/s{run.seed}/t{run.step}{edits}"
    return f"{body}-{_checksum(body)}"


def restore(text: str) -> Run:
    """The run that a share string tells of; blanks and line breaks from pasting are overlooked.

    Raises:
        Refused: no share string, a damaged one, or one that leads to no state of ours; the sentence says which.
    """
    if len(text) > LONGEST:
        raise Refused(phrase("runs.share.long"))
    text = "".join(text.split())
    if not text.startswith("nn1/"):
        newer = re.match(r"nn[0-9]+/", text, re.ASCII)
        raise Refused(phrase("runs.share.newer" if newer else "runs.share.other"))
    body, _, checksum = text.rpartition("-")
    if checksum != _checksum(body):
        raise Refused(phrase("runs.share.damaged"))
    return _replayed(body)


def _replayed(body: str) -> Run:
    head = _HEAD.fullmatch(body)
    if not head:
        raise _senseless()
    lab, preset, seed, step, edits = head.groups()
    if int(step) > MAX_STEPS:
        raise _senseless()
    log = _read(_unpacked(edits))
    run = Run.begin(lab, preset, int(seed)).replayed(log, int(step))
    # A step beyond the lab's end, or an edit later than now, is nothing that `share` writes.
    if run.step != int(step) or run.past() != log:
        raise _senseless()
    return run


def _write(edit: Edit) -> str:
    if edit.verb == "set":
        knob, value = edit.args
        return f"{knob}={_number(value)}"
    if len(edit.args) == 1 and isinstance(edit.args[0], str):
        # A typed text, byte by byte: it may hold signs that a shell would take for its own.
        return f"{edit.verb}:x{edit.args[0].encode().hex()}"
    return f"{edit.verb}:" + "_".join(_number(arg) for arg in edit.args)


def _number(value: float | str) -> str:
    return repr(value).removesuffix(".0")


def _read(edits: str) -> Log:
    log = tuple(_dated(text) for text in edits.split("/")[1:])
    steps = [step for step, _ in log]
    if steps != sorted(steps):
        raise _senseless()
    return log


def _dated(text: str) -> tuple[int, Edit]:
    if found := _SET.fullmatch(text):
        return int(found[1]), Edit("set", (found[2], _float(found[3])))
    if found := _TEXT.fullmatch(text):
        return int(found[1]), Edit(found[2], (_decoded(found[3]),))
    if found := _VERB.fullmatch(text):
        return int(found[1]), Edit(found[2], tuple(_float(number) for number in found[3].split("_")))
    raise _senseless()


def _decoded(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode()
    except UnicodeDecodeError as error:
        raise _senseless() from error


def _float(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _senseless()
    return value


def _unpacked(edits: str) -> str:
    if not edits.startswith("/z:"):
        return edits
    letters = edits.removeprefix("/z:").replace("-", "+").replace("_", "/")
    unpacker = zlib.decompressobj()
    try:
        packed = a2b_base64(letters + "=" * (-len(letters) % 4), strict_mode=True)
        unpacked = unpacker.decompress(packed, LONGEST)
        text = unpacked.decode("ascii")
    except (NotBase64, zlib.error, ValueError) as error:
        raise _senseless() from error
    if not unpacker.eof or unpacker.unused_data:
        raise _senseless()
    return text


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def _senseless() -> Refused:
    return Refused(phrase("runs.share.senseless"))
