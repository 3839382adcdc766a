"""Test what all parts of the site serve from."""

from steungraaf.web.served import Served


def test_once(served: Served) -> None:
    """What is made of the data is made once for each state of them, and each time where that cannot be told."""
    served = Served(served.dataset, served.limits, "one")
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    found = [served.once("a", make), served.once("a", make), served.once("b", make)]
    served.tag = "two"
    found.append(served.once("a", make))
    served.tag = ""
    assert [*found, served.once("a", make), served.once("a", make)] == [1, 1, 2, 3, 4, 5]
