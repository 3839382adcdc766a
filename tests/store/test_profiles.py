"""Which servers are known by name, how one's own are written down, and where a secret may stand."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from steungraaf.errors import MissingExtraError, UnknownChoiceError
from steungraaf.store import profiles
from steungraaf.store.faults import ProfileError
from steungraaf.store.profiles import Profile, config_file, find_profile, read_profiles

OURS = """
[ours]
like = "virtuoso"
address = "https://sparql.example.org/"
secret = "keyring:virtuoso"
time_limit = 5
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give the user's own file."""
    path = tmp_path / "endpoints.toml"
    path.write_text(OURS, "utf-8")
    return path


def fault(tmp_path: Path, text: str, name: str = "x") -> ProfileError:
    """Return what is wrong with a file."""
    path = tmp_path / "endpoints.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as caught:
        find_profile(name, path)
    assert str(path) in str(caught.value) and "geheim" not in str(caught.value)
    return caught.value


def test_own_profile_begins_from_another(own: Path) -> None:
    """What a profile does not say itself it has from the one that it is like."""
    profile = find_profile("ours", own)
    assert profile.graph_store == "https://sparql.example.org/sparql-graph-crud-auth"
    assert (profile.auth, profile.user, profile.time_limit, profile.tested) == ("digest", "dba", 5, False)


def test_address_is_a_profile(own: Path) -> None:
    """An address alone is that of a service that can be asked."""
    assert find_profile("http://example.org/sparql", own) == Profile(
        "http://example.org/sparql", "http://example.org/sparql"
    )


def test_ready_profiles(own: Path) -> None:
    """The servers that the tests run on are marked as tested, every other one says that it is not."""
    tables = profiles._read(profiles._READY)
    assert [name for name, table in tables.items() if table.get("tested")] == ["oxigraph", "virtuoso"]
    for table in tables.values():
        assert table.get("tested") or table["about"]["en"].endswith("Not tested here")
        assert table.get("tested") or table["about"]["nl"].endswith("Hier niet getest")


def test_profiles_that_can_be_used_at_once(own: Path) -> None:
    """Those that only lack the address of one's own server are left out of the list."""
    found = read_profiles(own)
    assert {"ours", "oxigraph", "virtuoso", "wikidata"} <= found.keys() and "neptune" not in found


@pytest.mark.parametrize("name", ["fuseki", "graphdb", "qlever", "neptune", "stardog"])
def test_each_kind_of_server_needs_only_an_address(tmp_path: Path, name: str) -> None:
    """A profile of a kind of server is whole as soon as it is told where that server is."""
    with pytest.raises(ProfileError, match="the address of the server is missing"):
        find_profile(name, tmp_path / "none.toml")
    path = tmp_path / "endpoints.toml"
    path.write_text(f'[x]\nlike = "{name}"\naddress = "http://127.0.0.1:1/ds"\n', "utf-8")
    assert find_profile("x", path).query.startswith("http://127.0.0.1:1/ds")


def test_unknown_name(own: Path) -> None:
    """A name that no profile has is told with the nearest."""
    with pytest.raises(UnknownChoiceError) as caught:
        find_profile("virtuozo", own)
    assert caught.value.near == ["virtuoso"]


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ('[x]\nquery = "http://a"\ntimelimit = 3', "timelimit", "there is no such key. Nearest: time_limit"),
        ('[x]\nquery = "http://a"\npassword = "geheim"', "password", "a password does not belong"),
        ('[x]\nquery = "http://a"\nauth = "bearer"\nsecret = "geheim"', "secret", "a password does not belong"),
        ('[x]\nquery = "http://ik:geheim@a"', "query", "a password does not belong"),
        ('[x]\nquery = "file:///etc/passwd"', "query", "an address begins with http"),
        ('[x]\nquery = "http://a:port"', "query", "an address begins with http"),
        ('[x]\nquery = "http://a b"', "query", "an address begins with http"),
        ('[x]\nquery = "http://a"\ntime_limit = 0', "time_limit", "give a number above zero"),
        ('[x]\nquery = "http://a"\ntime_limit = true', "time_limit", "give a number above zero"),
        ('[x]\nquery = "http://a"\ntime_limit = inf', "time_limit", "at most 1000000"),
        ('[x]\nquery = "http://a"\ntime_limit = 1e300', "time_limit", "at most 1000000"),
        ('[x]\nquery = "http://a"\nsize_limit = nan', "size_limit", "at most 1000000"),
        ('[x]\nquery = "http://a..b"', "query", "an address begins with http"),
        ('[x]\nquery = "http://a/\\u0000"', "query", "an address begins with http"),
        ('[x]\nquery = "http://a"\nauth = "digest"\nuser = "é"\nsecret = "env:A"', "user", "in ASCII only"),
        ("[x]\nquery = 5", "query", "the value is not of the right kind"),
        ('[x]\nquery = "http://a"\nauth = "magic"', "auth", "choose none"),
        ('[x]\nquery = "http://a"\nauth = "basic"\nsecret = "env:A"', "auth", "auth needs secret"),
        ('[x]\nquery = "http://a"\ndefault_graph = "all"', "default_graph", "choose union"),
        ('[x]\nlike = "virtuos"', "like", "there is no profile of that name. Nearest: virtuoso."),
        ('[x]\nlike = "y"\n[y]\nlike = "x"', "like", "there is no profile of that name"),
        ("x = 5", "x", "a table is wanted here, [x]"),
    ],
)
def test_faults_in_the_file(tmp_path: Path, text: str, key: str, says: str) -> None:
    """Each fault is told with the file and the key, and never with the value."""
    error = fault(tmp_path, text)
    assert error.key == key and says in str(error)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("http://http/é?q=é%", "http://http/%C3%A9?q=%C3%A9%"),
        ("http://café.example:8/a%20b", "http://xn--caf-dma.example:8/a%20b"),
        ("http://[::1]:8/", "http://[::1]:8/"),
    ],
)
def test_address_in_other_letters(own: Path, address: str, sent: str) -> None:
    """An address in letters beyond ASCII is encoded; what is encoded stays as it is."""
    assert find_profile(address, own) == Profile(address, sent)


@pytest.mark.parametrize("endpoint", ["127.0.0.1:80", "sparql.example.org", "example/sparql"])
def test_address_without_its_beginning(own: Path, endpoint: str) -> None:
    """What looks like an address is told how one begins, rather than that there is no such name."""
    with pytest.raises(ProfileError, match="--endpoint: an address begins with http:// or https://"):
        find_profile(endpoint, own)


def test_file_of_another_program(own: Path) -> None:
    """A byte order mark is no part of the file; another encoding is told with what to do."""
    own.write_text(OURS, "utf-8-sig")
    assert find_profile("ours", own).time_limit == 5
    own.write_text(f"# é\n{OURS}", "utf-16")
    with pytest.raises(ProfileError, match="it is not UTF-8; save it as UTF-8"):
        find_profile("ours", own)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is no TOML, and one that is a folder, are told."""
    assert "Expected" in str(fault(tmp_path, "[x"))
    with pytest.raises(ProfileError, match="directory"):
        find_profile("x", tmp_path)


def test_place_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stands with the user's settings, unless another home is named."""
    monkeypatch.setenv("STEUNGRAAF_HOME", str(tmp_path))
    assert config_file() == tmp_path / "endpoints.toml"
    monkeypatch.delenv("STEUNGRAAF_HOME")
    assert config_file().parts[-2:] == ("steungraaf", "endpoints.toml")


def test_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret is read from the environment when it is needed; where it is not set, that is told."""
    profile = Profile("p", "http://a", auth="bearer", secret="env:SECRET_OF_TEST")
    with pytest.raises(ProfileError, match="nowhere to be found"):
        profile.read_secret()
    monkeypatch.setenv("SECRET_OF_TEST", "zwijg")
    assert profile.read_secret() == "zwijg" and "zwijg" not in repr(profile)
    assert Profile("p", "http://a").read_secret() == ""


@pytest.mark.parametrize(
    ("auth", "secret", "read"),
    [
        ("bearer", "s3cr3t\r\n", "s3cr3t"),
        ("bearer", "zwijg é", "zwijg é"),
        ("bearer", "s3c\nr3t", None),
        ("bearer", "s3cr3t\n\n", None),
        ("bearer", "s3cr3t€", None),
        ("basic", "s3cr3t€\n", "s3cr3t€"),
        ("basic", "s3cr3t\udcff", None),
        ("digest", "s3cr3té", None),
    ],
)
def test_secret_that_cannot_be_sent(monkeypatch: pytest.MonkeyPatch, auth: str, secret: str, read: str | None) -> None:
    """The end of line behind a secret is left out; other signs that a header cannot have are told and not shown."""
    monkeypatch.setenv("SECRET_OF_TEST", secret)
    profile = Profile("p", "http://a", auth=auth, user="ik", secret="env:SECRET_OF_TEST")
    if read is not None:
        assert profile.read_secret() == read
        return
    with pytest.raises(ProfileError, match="a character that this auth cannot have") as caught:
        profile.read_secret()
    assert "3c" not in repr(caught.value.parts)


def test_secret_of_the_keyring(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret is read from the keyring under its service and the user, where the keyring is installed."""
    profile = find_profile("ours", own)
    held = {("virtuoso", "dba"): "zwijg"}
    keyring = SimpleNamespace(get_password=lambda *key: held.get(key))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert profile.read_secret() == "zwijg"
    held.clear()
    with pytest.raises(ProfileError, match="nowhere to be found"):
        profile.read_secret()
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MissingExtraError, match="keyring"):
        profile.read_secret()
