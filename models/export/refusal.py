"""The one way in which a conversion ends without a pack."""


class Refusal(Exception):
    """Says in one sentence what was expected, what was received and what to do about it."""


def first_line(thrown: BaseException) -> str:
    """The first line of an exception's words, without the full stop; its kind where it has none."""
    words = str(thrown).strip()
    return words.splitlines()[0].rstrip(".") if words else type(thrown).__name__
