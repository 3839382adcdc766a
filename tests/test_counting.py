"""Test that lines can go uncounted for a while."""

from pathlib import Path

from coverage import Coverage

from tests.counting import uncounted

CODE = "def before():\n    return 1\ndef meanwhile():\n    return 2\ndef after():\n    return 3\n"


def test_only_lines_meanwhile_go_uncounted(tmp_path: Path) -> None:
    """What runs before and after counts, and what runs meanwhile, also where that is asked for twice, does not."""
    path = tmp_path / "counted.py"
    path.write_text(CODE, "utf-8")
    names: dict[str, object] = {}
    exec(compile(CODE, str(path), "exec"), names)
    counting = Coverage(data_file=None, config_file=False, include=[str(path)])
    counting.start()
    try:
        ran = [eval("before()", names)]
        with uncounted(), uncounted():
            ran.append(eval("meanwhile()", names))
        ran.append(eval("after()", names))
    finally:
        counting.stop()
    assert ran == [1, 2, 3]
    assert counting.get_data().lines(str(path)) == [2, 6]
