"""Test taking over what was decided in a draft."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from steungraaf.errors import InvalidTermError, RdfSyntaxError, SteungraafError
from steungraaf.folder import Folder
from steungraaf.links import acceptance
from steungraaf.links.acceptance import Accepted, Head, accept_draft, head_of
from steungraaf.links.decided import read_set
from steungraaf.links.link_faults import (
    BundledDatasetError,
    LinkConflictError,
    NewSetError,
    NothingDecidedError,
    NothingLeftError,
)
from steungraaf.opening import filled_store
from tests.actors import PREFIX, write_dataset, write_file

HEAD = head_of("Lijst", "List", "CC0", "https://example.org/list")
DRAFT = (
    "#mapping_set_id: https://w3id.org/steungraaf/graph/links/ours\n#license: https://example.org/l\n#curie_map:\n"
    "#  organisation: https://w3id.org/steungraaf/id/organisation/\n#  t: https://example.org/id/\n"
    "#  r: https://w3id.org/steungraaf/reviewer/\n"
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\treviewer_id\treviewer_agreement\n"
)
ROW = "organisation:{}\tskos:{}\t{}\t{}\tsemapv:LexicalMatching\t{}\t{}\n"
Accept = Callable[..., Accepted]


def row(ours: str, theirs: str, predicate: str = "exactMatch", no: str = "", who: str = "r:an", sure: str = "") -> str:
    """Return a row of a draft."""
    return ROW.format(ours, predicate, no, theirs, who, sure)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give the folder of a small dataset."""
    return write_dataset(tmp_path / "own")


@pytest.fixture
def accept(own: Path, tmp_path: Path) -> Accept:
    """Take over a draft of some rows."""

    def accept_rows(*rows: str, name: str = "", head: Head | None = HEAD, text: str = DRAFT) -> Accepted:
        draft, folder = write_file(tmp_path / "d.sssom.tsv", text + "".join(rows)), Folder.open(own)
        return accept_draft(draft, folder, filled_store(folder), name, head, check=lambda sets: ())

    return accept_rows


def links(own: Path) -> list[str]:
    """Return what stands in the set, a row a text."""
    rows = [link.row for link in read_set(own / "links/ours.sssom.tsv").links]
    return [f"{row['subject_id']} {row.get('predicate_modifier', 'is')} {row['object_id']}" for row in rows]


def test_what_was_decided_moves_to_a_new_set(accept: Accept, own: Path, tmp_path: Path) -> None:
    """Accepted and refused rows move, open and unsure ones stay; the new set says what it is."""
    done = accept(
        row("alfa", "t:1"), row("beta", "t:2", no="Not"), row("alfa", "t:3", who=""), row("beta", "t:4", sure="0.5")
    )
    assert (done.links, done.refused, done.known, done.left, done.is_listed) == (1, 1, 0, 2, False)
    assert links(own) == ["organisation:alfa is t:1", "organisation:beta Not t:2"]
    header = read_set(done.path).header
    assert (header["mapping_set_title"], header["ext_title_nl"]) == ("List", "Lijst")
    assert [link.row["object_id"] for link in read_set(tmp_path / "d.sssom.tsv").links] == ["t:3", "t:4"]
    assert all(link.row["review_date"] for link in read_set(done.path).links)


def test_only_a_code_of_ours_stays_as_what_matched(accept: Accept, own: Path) -> None:
    """A code that both have is kept as the match string, an equal name is not."""
    cells = "\t".join
    head = DRAFT.replace("reviewer_agreement\n", "match_string\n")
    rows = [
        cells([f"organisation:{one}", "skos:exactMatch", "", f"t:{one}", "semapv:LexicalMatching", "r:an", text])
        for one, text in (("alfa", "OVO000001"), ("beta", "Bètafonds"))
    ]
    accept(head=HEAD, text=head + "\n".join(rows) + "\n")
    kept = {
        link.row["object_id"]: link.row.get("match_string") for link in read_set(own / "links/ours.sssom.tsv").links
    }
    assert kept == {"t:alfa": "OVO000001", "t:beta": None}


def test_more_moves_to_the_set_that_is_there(accept: Accept, own: Path) -> None:
    """A set that is there needs no head; its rows and prefixes stay, and what it says already is not said again."""
    accept(row("alfa", "t:1"))
    first = (own / "links/ours.sssom.tsv").read_text("utf-8")
    done = accept(row("alfa", "t:1"), row("beta", "t:2"), head=None)
    assert (done.links, done.known) == (1, 1)
    assert set(first.splitlines()) <= set((own / "links/ours.sssom.tsv").read_text("utf-8").splitlines())


def test_the_set_can_be_named_and_keeps_its_prefixes(accept: Accept, own: Path) -> None:
    """Another name than that of the draft can be given; where a prefix means something else there, rows get another."""
    accept(row("alfa", "t:1"))
    path = own / "links/ours.sssom.tsv"
    other = path.read_text("utf-8").replace("t: https://example.org/id/", "t: https://example.org/ix/")
    write_file(path, other)
    done = accept(row("beta", "t:2"), name="ours")
    assert done.path == path
    assert links(own) == ["organisation:alfa is t:1", "organisation:beta is t-2:2"]


def test_a_graph_that_is_described_is_known(accept: Accept, own: Path) -> None:
    """Where the description names the graph, or there is no description, nothing needs to be added."""
    listed = "<https://w3id.org/steungraaf/dataset> void:subset <https://w3id.org/steungraaf/graph/links/ours> ."
    write_file(own / "dataset.ttl", PREFIX + listed)
    assert accept(row("alfa", "t:1")).is_listed
    (own / "dataset.ttl").unlink()
    assert accept(row("beta", "t:2")).is_listed


@pytest.mark.parametrize(
    ("before", "new", "told"),
    [
        (row("alfa", "t:1"), row("alfa", "t:1", no="Not"), "ours.sssom.tsv, line"),
        (row("alfa", "t:1", no="Not"), row("alfa", "t:1"), "organisation:alfa Not skos:exactMatch t:1"),
        (row("alfa", "t:1"), row("alfa", "t:1", "closeMatch"), "contradicts what was decided"),
        (row("alfa", "t:1"), row("alfa", "t:1", "closeMatch", no="Not"), "contradicts what was decided"),
        (row("alfa", "t:1"), row("alfa", "t:2") + row("alfa", "t:2", "closeMatch", no="Not"), "contradicts line"),
        (row("alfa", "t:1"), row("gamma", "t:2"), "organisation:gamma is not in the dataset"),
    ],
)
def test_a_contradiction_is_told_and_nothing_is_taken_over(
    accept: Accept, own: Path, tmp_path: Path, before: str, new: str, told: str
) -> None:
    """A row against an earlier decision, against another row, or about nothing of ours changes no file."""
    accept(before)
    kept = (own / "links/ours.sssom.tsv").read_bytes()
    with pytest.raises(LinkConflictError) as raised:
        accept(row("beta", "t:9"), new)
    assert told in str(raised.value)
    assert (own / "links/ours.sssom.tsv").read_bytes() == kept
    assert "t:9" in (tmp_path / "d.sssom.tsv").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "new"),
    [
        (row("alfa", "t:1", no="Not"), row("alfa", "t:1", "closeMatch")),
        (row("alfa", "t:1", no="Not"), row("alfa", "t:1", "closeMatch", no="Not")),
        (row("alfa", "t:1", "closeMatch"), row("alfa", "t:1", no="Not")),
    ],
)
def test_near_though_not_the_same_is_no_contradiction(accept: Accept, before: str, new: str) -> None:
    """What was refused as the same may be near, and what is near may be refused as the same."""
    accept(before)
    done = accept(new)
    assert (done.links + done.refused, done.known) == (1, 0)


def test_a_broader_link_beside_an_exact_one_is_no_contradiction(accept: Accept, own: Path) -> None:
    """Two things can be linked in two ways that do not exclude each other."""
    accept(row("alfa", "t:1"))
    assert accept(row("alfa", "t:1", "relatedMatch")).links == 1


def test_one_to_one_is_kept(accept: Accept, own: Path) -> None:
    """A set that says that it is one to one takes no second link of either side."""
    accept(row("alfa", "t:1"))
    path = own / "links/ours.sssom.tsv"
    text = path.read_text("utf-8").replace(
        "#extension_definitions:\n", "#ext_one_to_one: true\n#extension_definitions:\n"
    )
    write_file(path, text)
    for new in (row("alfa", "t:2"), row("beta", "t:1")):
        with pytest.raises(LinkConflictError, match="one to one"):
            accept(new)
    assert accept(row("beta", "t:1", "closeMatch"), row("beta", "t:2")).links == 2


@pytest.mark.parametrize(
    ("rows", "head", "error", "told"),
    [
        ([row("alfa", "t:1", who="")], HEAD, NothingDecidedError, "link review"),
        ([row("alfa", "t:1")], None, NewSetError, "--title-nl, --title-en, --licence, --source"),
        ([row("alfa", "t:1", who="An Peeters")], HEAD, RdfSyntaxError, "write reviewer:an-peeters, or orcid:"),
        ([row("alfa", "x:1")], HEAD, RdfSyntaxError, "the prefix 'x' is unknown"),
    ],
)
def test_what_is_lacking_is_told(
    accept: Accept, rows: list[str], head: Head | None, error: type[SteungraafError], told: str
) -> None:
    """Nothing decided, a new set without its head, and broken rows are told with the next move."""
    with pytest.raises(error) as raised:
        accept(*rows, head=head)
    assert told in str(raised.value)


def test_the_dataset_in_the_program_is_not_changed(
    accept: Accept, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names --data."""
    inside = tmp_path / "_assets/data"
    inside.parent.mkdir()
    own.rename(inside)
    monkeypatch.setattr(acceptance, "data_dir", lambda: inside)
    draft = write_file(tmp_path / "d.sssom.tsv", DRAFT + row("alfa", "t:1"))
    with pytest.raises(BundledDatasetError, match="--data"):
        accept_draft(draft, Folder(inside), filled_store(Folder(inside)), check=lambda sets: ())


def test_two_at_once_lose_nothing(own: Path, tmp_path: Path) -> None:
    """Who takes over into the same set at the same time waits; all rows are there in the end."""
    folder, count = Folder.open(own), 12
    store = filled_store(folder)
    drafts = [
        write_file(tmp_path / f"d{each}.sssom.tsv", DRAFT + row("alfa", f"t:{each}", "closeMatch"))
        for each in range(count)
    ]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: accept_draft(each, folder, store, "", HEAD, check=lambda sets: ()), drafts))
    assert len(links(own)) == count


def test_an_empty_draft_tells_where_its_links_are(accept: Accept) -> None:
    """The same command again says that nothing is left, and how many links the set has."""
    with pytest.raises(NothingLeftError) as raised:
        accept()
    assert "links/" not in str(raised.value)
    accept(row("alfa", "t:1"))
    with pytest.raises(NothingLeftError, match="is in links/ours.sssom.tsv, of 1 rows"):
        accept()


def test_a_day_is_filled_in_and_may_not_be_in_the_future(accept: Accept, own: Path) -> None:
    """A row without a day gets that of today, which is told; a day that is yet to come is refused."""
    text = DRAFT.replace("reviewer_agreement", "review_date")
    assert accept(row("alfa", "t:1"), row("beta", "t:2", sure="2026-01-31"), text=text).dated == 1
    with pytest.raises(LinkConflictError, match="2999-01-31 is yet to come"):
        accept(row("alfa", "t:3", sure="2999-01-31"), text=text)


def test_a_licence_and_a_source_are_addresses() -> None:
    """CC0 is known by its name; anything else is an address."""
    assert HEAD.license.endswith("/CC0")
    with pytest.raises(InvalidTermError, match="licence"):
        head_of("a", "b", "free", "https://example.org")
