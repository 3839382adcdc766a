"""Match the names of official lists with our things, their codes hidden, and write how often that is right.

Usage: evaluate_links.py [DIR] [--check | --localities=FILE.csv]

DIR holds the lists (../shared/reference/upstream where it is left out). The table stands in docs/links-evaluation.md;
--check writes nothing and ends with status 1 where the page says something else. --localities only asks for the names
in the second column of a table, such as a list of postcodes, and tells which of them that we do not hold are taken.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import steungraaf
from steungraaf.links import Decision, Entity, Matcher, Wanted
from steungraaf.links.names import words_of
from steungraaf.links.near_places import FILE, near_places
from steungraaf.store import Store
from tools.link_noise import DESIGNATIONS, OTHERS, is_reported, typing_errors, ways_of_writing
from tools.link_truth import Named, read_lau, read_nuts, read_persons, read_refnis, read_units

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/links-evaluation.md"
LISTS = ROOT.parent / "shared/reference/upstream"
BEGIN, END = "<!-- figures: written by `make evaluate-links` -->", "<!-- end of the figures -->"
PLACES = frozenset({"municipality", "province", "arrondissement", "region", "country"})
LONG = 6  # letters from which on a typing error may be seen through


@dataclass
class Score:
    """Count how names of one sort were matched."""

    names: int = 0
    held: int = 0  # of them we hold what is meant
    sure: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of the sure matches that are right."""
        return self.right / self.sure if self.sure else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what we hold that was found."""
        return self.right / self.held if self.held else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.names + other.names,
            self.held + other.held,
            self.sure + other.sure,
            self.right + other.right,
            self.faults + other.faults,
        )


Key = tuple[str, str, str]  # file, what, language
Scores = dict[Key, Score]


class Evaluation:
    """Match what the lists call things, and count; `reported` tells which half of the names."""

    def __init__(self, store: Store, lists: Path, reported: Callable[[str], bool] = is_reported) -> None:
        """Take the graph, the folder of lists and the half."""
        self.matcher = Matcher.of(store)
        self._lists = lists
        self._reported = reported
        self.scores: Scores = {}

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], list[Entity]]:
        found: dict[tuple[str, str], list[Entity]] = {}
        for entity in self.matcher.entities.values():
            for code in entity.codes:
                found.setdefault(code, []).append(entity)
        return found

    @cached_property
    def _names_held(self) -> frozenset[str]:
        return frozenset(
            "".join(words_of(name.text)) for entity in self.matcher.entities.values() for name in entity.names
        )

    def run(self) -> Scores:
        """Evaluate everything; return the scores by file, sort of names, and language."""
        for path, on in (("belgif-refnis2019.nt", "2019-06-01"), ("belgif-refnis2025.nt", "2025-06-01")):
            named = read_refnis(self._lists / path, on)
            self._as_written(named, PLACES)
            self._noisy(named)
            self._dated(named)
        self._as_written(read_nuts(self._lists / "eu-nuts-bel-lvl3.gc"), frozenset({"arrondissement"}))
        self._as_written(read_lau(self._lists / "ipdc-nuts-lau-2024.ttl", "2024-11-06"), PLACES)
        self._persons()
        self._units()
        self._near()
        return self.scores

    # --- Names as the lists have them -----------------------------------------------------------------------------

    def _as_written(self, named: Iterable[Named], kinds: frozenset[str]) -> None:
        for one in named:
            if self._reported(one.name):
                meant = self._meant(one)
                known = "".join(words_of(one.name)) in self._names_held
                what = "names" if meant else "not ours, but we hold the name" if known else "not ours"
                self._count((one.file, what, one.language), Wanted(one.name, kinds, on=one.on), meant)

    def _meant(self, one: Named) -> frozenset[str]:
        return frozenset(entity.iri for code in one.codes for entity in self._by_code.get(code, ()))

    def _count(self, key: Key, wanted: Wanted, meant: frozenset[str]) -> Decision:
        score = self.scores.setdefault(key, Score())
        decision = self.matcher.decide(wanted)
        score.names += 1
        score.held += bool(meant)
        if decision.match is not None:
            right = decision.match.entity.iri in meant
            score.sure += 1
            score.right += right
        if (decision.match is None) == bool(meant) or (decision.match and decision.match.entity.iri not in meant):
            got = decision.match.entity.iri.rpartition("/id/")[2] if decision.match else decision.reason["en"]
            score.faults.append(f"{wanted.name} {wanted.on} -> {got}")
        return decision

    # --- Names as people write them -------------------------------------------------------------------------------

    def _noisy(self, named: list[Named]) -> None:
        for one in named:
            meant = self._meant(one)
            if one.language != "nl" or not self._reported(one.name) or not one.on:
                continue
            if not meant:
                self._noisy_strangers(one)
                continue
            kind = self._kind(meant)
            for what, written in ways_of_writing(one.name):
                self._count((one.file, what, "nl"), Wanted(written, PLACES, on=one.on), meant)
            length = "long" if sum(map(str.isalpha, one.name)) >= LONG else "short"
            for sort, written in typing_errors(one.name):
                key = one.file, f"typing error ({sort}) in a {length} name", "nl"
                self._count(key, Wanted(written, PLACES, on=one.on), meant)
            if kind == "municipality":
                self._designated(one, meant)

    def _noisy_strangers(self, one: Named) -> None:
        """Write what we do not hold with typing errors and designations: nothing may be sure."""
        variants = [*(written for _, written in typing_errors(one.name)), f"Stad {one.name}", one.name.upper()]
        if "".join(words_of(one.name)) not in self._names_held:
            for written in variants:
                self._count((one.file, "not ours, noisy", "nl"), Wanted(written, on=one.on), frozenset())

    def _kind(self, meant: frozenset[str]) -> str:
        kinds = self.matcher.entities[min(meant)].kinds
        return next((kind for kind in sorted(PLACES) if kind in kinds), "")

    def _designated(self, one: Named, meant: frozenset[str]) -> None:
        """Write the names of a municipality as those of its authority, of its province, and of what is neither."""
        authority = frozenset(
            entity.iri for entity in self.matcher.entities.values() if "organisation" in entity.kinds
            and entity.places & meant and any(kind.endswith("actor-kind/municipality") for kind in entity.kinds)
        )  # fmt: skip
        self._traps(one)
        for what in DESIGNATIONS:
            self._count((one.file, f"'{what} X'", "nl"), Wanted(f"{what} {one.name}", on=one.on), authority)
        self._count((one.file, "'X (gemeente)'", "nl"), Wanted(f"{one.name} (gemeente)", on=one.on), meant)
        self._count(
            (one.file, "'Stad X', a place asked for", "nl"), Wanted(f"Stad {one.name}", PLACES, on=one.on), meant
        )
        for province in self._provinces(min(meant)):
            self._count((one.file, "'X (province)'", "nl"), Wanted(f"{one.name} ({province})", on=one.on), meant)
        for pattern in OTHERS:
            self._count(
                (one.file, "OCMW X, X-Dorp ...", "nl"), Wanted(pattern.format(one.name), on=one.on), frozenset()
            )

    def _traps(self, one: Named) -> None:
        """Write behind a designation what may be another real name: a short one with an error, another first letter."""
        short = sum(map(str.isalpha, one.name)) < LONG
        errors = {written for _, written in typing_errors(one.name)} if short else set()
        first = {f"{letter}{one.name.lower()}" for letter in "KS" if one.name[0] != letter}
        for sort, names in (("a typing error in a short name", errors), ("a letter before the name", first)):
            for name in sorted(name for name in names if "".join(words_of(name)) not in self._names_held):
                for what in DESIGNATIONS:
                    key = one.file, f"a designation and {sort}", "nl"
                    self._count(key, Wanted(f"{what} {name}", on=one.on), frozenset())

    def _near(self) -> None:
        """Write the places that are near ours, bare and behind a designation: nothing may be sure."""
        for name in near_places():
            self._count((FILE.name, "places near ours", ""), Wanted(name), frozenset())
            for what in DESIGNATIONS:
                self._count(
                    (FILE.name, "a designation and a place near ours", ""), Wanted(f"{what} {name}"), frozenset()
                )

    def localities(self, path: Path) -> Score:
        """Return how the names in the second column of a table fare that nothing of ours bears."""
        key = path.name, "localities that are not ours", ""
        with path.open(encoding="utf-8", newline="") as file:
            names = sorted({row[1] for row in csv.reader(file)})
        for name in names:
            if "".join(words_of(name)) not in self._names_held:
                self._count(key, Wanted(name), frozenset())
        return self.scores[key]

    def _provinces(self, iri: str) -> Iterator[str]:
        for holder in sorted(self.matcher.entities[iri].places):
            if "/province/" in holder:
                yield self.matcher.entities[holder].label("nl").removeprefix("Provincie ")
            elif holder in self.matcher.entities:
                yield from self._provinces(holder)

    def _dated(self, named: list[Named]) -> None:
        """Ask for municipalities that have ended, and their successors, on a day before and after."""
        seen = {name.name for name in named if name.language == "nl" and self._reported(name.name)}
        for entity in sorted(self.matcher.entities.values(), key=lambda each: each.iri):
            if "municipality" not in entity.kinds or entity.label("nl") not in seen or not entity.end:
                continue
            name, file = entity.label("nl"), named[0].file
            before, after = entity.end, f"{int(entity.end[:4]) + 1}-01-02"
            self._count((file, "ended, the last day", "nl"), Wanted(name, PLACES, on=before), frozenset({entity.iri}))
            heirs = [
                other.iri for other in self.matcher.entities.values()
                if other.label("nl") == name and "municipality" in other.kinds
                and other.start <= after and not (other.end and other.end < after)
            ]  # fmt: skip
            self._count((file, "ended, the day after", "nl"), Wanted(name, PLACES, on=after), frozenset(heirs))

    # --- Persons and units ----------------------------------------------------------------------------------------

    def _persons(self) -> None:
        for one in read_persons(self._lists / "extract-themis-minister-muyters.ttl"):
            meant = frozenset(
                entity.iri for entity in self.matcher.entities.values() if "person" in entity.kinds
                and "".join(sorted(words_of(entity.label("nl")))) == "".join(sorted(words_of(one.name)))
            )  # fmt: skip
            self._count((one.file, "persons", "nl"), Wanted(one.name, frozenset({"person"})), meant)

    def _units(self) -> None:
        """Match units by their codes; those that have names (an extract) by their names."""
        for one in read_units(self._lists / "lblod-bestuurseenheden-ovo-kbo-2022.ttl"):
            self._count(
                (one.file, "by OVO code and enterprise number", ""), Wanted("", codes=one.codes), self._meant(one)
            )
            for code in sorted(one.codes):
                what = {"ovo": "by OVO code", "kbo": "by enterprise number"}[code[0]]
                single = frozenset({code})
                meant = frozenset(entity.iri for entity in self._by_code.get(code, ()))
                self._count((one.file, what, ""), Wanted("", codes=single), meant)
        for one in read_units(self._lists / "extract-lblod-economisch-huis-oostende.ttl"):
            self._count((one.file, "names", "nl"), Wanted(one.name), self._meant(one))


def total(scores: Scores, file: str, *, sorts: Iterable[str] = ("names", "not ours", "persons")) -> Score:
    """Return the score of a file over its names as it has them, what we do not hold included."""
    chosen = [score for (name, what, _), score in scores.items() if name == file and what in sorts]
    return sum(chosen, Score())


def table(scores: Scores) -> Iterator[str]:
    """Give the lines of the table: a file, a sort of names and a language a line."""
    yield "| file | what | language | names | held | sure | right | precision | recall |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for (file, what, language), score in sorted(scores.items()):
        figures = f"{score.names:,} | {score.held:,} | {score.sure:,} | {score.right:,}"
        recall = _percent(score.recall) if score.held else "-"
        precision = _percent(score.precision) if score.sure else "-"
        yield f"| {file} | {what} | {language} | {figures} | {precision} | {recall} |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def written(page: str, scores: Scores) -> str:
    """Return a page with the table between its marks."""
    head, rest = page.split(BEGIN, 1)
    return f"{head}{BEGIN}\n\n" + "\n".join(table(scores)) + f"\n\n{END}{rest.split(END, 1)[1]}"


def main(arguments: list[str]) -> int:
    """Evaluate and write the page, or see whether it is up to date."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    lists = folders[0] if folders else LISTS
    if not lists.is_dir():
        print(f"{lists} is not there: name the folder of the lists.", file=sys.stderr)
        return 2
    localities = [Path(each.partition("=")[2]) for each in arguments if each.startswith("--localities=")]
    if localities:
        score = Evaluation(steungraaf.open().store, lists).localities(localities[0])
        print(f"{score.names} names that are not ours, {score.sure} sure", *score.faults, sep="\n")
        return 0
    tune = "--tune" in arguments
    half = (lambda name: not is_reported(name)) if tune else is_reported
    scores = Evaluation(steungraaf.open().store, lists, half).run()
    if tune:
        print("\n".join(table(scores)))
        for key, score in sorted(scores.items()):
            print(key, *score.faults[:60], sep="\n    ")
        return 0
    page = PAGE.read_text("utf-8")
    new = written(page, scores)
    if "--check" in arguments:
        return 0 if new == page else 1
    PAGE.write_text(new, "utf-8")
    print("\n".join(table(scores)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
