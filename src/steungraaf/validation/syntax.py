"""Read the tree of a SPARQL query: what its groups hold, and which IRIs a variable can be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from steungraaf.validation.reach import Unbounded

Guards = tuple[tuple[str, frozenset[str]], ...]  # property -> IRIs of which a thing must have one
Values = dict[str, frozenset[str]]  # variable -> the only IRIs that it can be
_LAYERS = {
    f"{name}Expression" for name in ("ConditionalOr", "ConditionalAnd", "Relational", "Additive", "Multiplicative")
}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")


@lru_cache(maxsize=64)  # parsing takes long, and a query is looked at from several of its variables
def _parsed(text: str) -> Any:
    """Return the tree of a query; Unbounded for what does not parse."""
    from rdflib.plugins.sparql import algebra, parser

    try:
        prologue, query = parser.parseQuery(text)
        names = algebra.translatePrologue(prologue, None)
        named = algebra.traverse(query, visitPost=lambda each: algebra.translatePName(each, names))
        paths = algebra.traverse(named, visitPost=algebra.translatePath)
        return algebra.traverse(paths, visitPost=algebra.simplify)
    except Exception as error:  # a parser of its own, with errors of many kinds; the engine tells what is wrong
        raise Unbounded from error


def parsed(sparql: str, prefixes: Mapping[str, str]) -> Any:
    """Return the tree of a query as it is written, with whole IRIs and paths; Unbounded for what does not parse."""
    return _parsed("".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items()) + sparql)


def asked_of(sparql: str, variable: str) -> Guards | None:
    """Return what a query asks of a variable in any case: properties, with the IRIs of which each must have one.

    None where a row may leave the variable unbound.
    """
    return _asked(parsed(sparql, {})["where"], variable)


def _asked(group: Any, variable: str) -> Guards | None:
    if group.name == "SubSelect":
        columns = {str(part_of(each, "var")) for each in part_of(group, "projection") or ()}
        return _asked(group["where"], variable) if variable in columns else None
    parts = list(part_of(group, "part") or ())
    values, found = values_in(parts), list[Guards | None]()
    for part in parts:
        if part.name == "TriplesBlock":
            found += [_asked_by(triple, variable, values) for triple in triples_in(part)]
        elif part.name in ("GroupOrUnionGraphPattern", "SubSelect"):
            either = [_asked(branch, variable) for branch in branches_of(part)]
            found.append(None if None in either else either[0] if len(either) == 1 else ())
    told = [guards for guards in found if guards is not None]
    return tuple(guard for guards in told for guard in guards) if told else None


def _asked_by(triple: Any, variable: str, values: Values) -> Guards | None:
    """Return what one pattern asks of a variable, None for one that has it nowhere, or on a path that may be empty."""
    from rdflib import URIRef

    subject, path, object_ = triple
    if variable not in (variable_in(subject), variable_in(object_)) or _may_be_empty(path):
        return None
    wanted = frozenset([str(object_)]) if isinstance(object_, URIRef) else values.get(variable_in(object_) or "")
    return ((str(path), wanted),) if isinstance(path, URIRef) and wanted and variable_in(subject) == variable else ()


def _may_be_empty(path: Any) -> bool:
    """Return whether a path may lead from a term to itself, which can be any term then (SPARQL 1.1 Query 18.4)."""
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, MulPath):
        return path.mod != "+" or _may_be_empty(path.path)
    if isinstance(path, InvPath):
        return _may_be_empty(path.arg)
    if isinstance(path, SequencePath):
        return all(map(_may_be_empty, path.args))
    return isinstance(path, AlternativePath) and any(map(_may_be_empty, path.args))


def is_blind_to_literals(sparql: str) -> bool:
    """Return whether a SELECT gives the same rows, apart from how often, however literals are written in the data.

    So it is where what is compared, computed and joined is never the object of a pattern, but for that of rdf:type.
    """
    query = parsed(sparql, {})
    if query.name != "SelectQuery" or part_of(query, "groupby") or part_of(query, "limitoffset"):
        return False
    everything = list(_everything(query))
    if any(getattr(each, "name", "").startswith("Aggregate_") for each in everything):
        return False
    patterns = [each for each in everything if getattr(each, "name", "") == "TriplesBlock"]
    triples = [triple for each in patterns for triple in triples_in(each)]
    objects = Counter(name for triple in triples if (name := _object_of(triple)))
    elsewhere = Counter(filter(None, map(variable_in, everything))) - objects
    constants = any(getattr(triple[2], "datatype", None) for triple in triples)
    joined = any(count > 1 for count in _objects_together(query["where"]).values())
    return not constants and not joined and not objects.keys() & elsewhere.keys()


def _object_of(triple: Any) -> str | None:
    """Return the variable that is the object of a pattern, unless that is a class."""
    return None if str(triple[1]) == _TYPE else variable_in(triple[2])


def _objects_together(group: Any) -> Counter[str]:
    """Count how often each variable is an object in one row: of branches, each row comes from one."""
    found: Counter[str] = Counter()
    for part in [group] if group.name == "SubSelect" else part_of(group, "part") or ():
        if part.name == "SubSelect":
            found += _objects_together(part["where"])
        elif part.name == "GroupOrUnionGraphPattern":
            found += reduce(or_, map(_objects_together, part["graph"]))
        elif part.name == "TriplesBlock":
            found.update(name for triple in triples_in(part) if (name := _object_of(triple)))
        else:
            inner = (each for each in _everything(part) if getattr(each, "name", "") == "GroupGraphPatternSub")
            found += sum(map(_objects_together, inner), Counter())
    return found


def _everything(part: Any) -> Iterator[Any]:
    """Yield a part of the tree and all that is in it."""
    yield part
    if isinstance(part, dict):
        for each in part.values():
            yield from _everything(each)
    elif isinstance(part, list | tuple) or type(part).__name__ == "ParseResults":
        for each in part:
            yield from _everything(each)


def template_of(sparql: str) -> list[list[Any]]:
    """Return the triples of the template of a CONSTRUCT, as the parser has their terms.

    Raises Unbounded for another query, for one without a template of its own, and for one that makes blank nodes.
    """
    from rdflib import BNode

    query = parsed(sparql, {})
    some = part_of(query, "template") if query.name == "ConstructQuery" else None
    triples = list(triples_in({"triples": some})) if some else []
    if not triples or any(isinstance(term, BNode) for triple in triples for term in triple):
        raise Unbounded
    return triples


def part_of(part: Any, name: str) -> Any:
    """Return what a part of a query has under a name, or None."""
    return getattr(part, name)  # the parser's own get() does something else


def first_column(sparql: str) -> str | None:
    """Return the variable in the first column of a SELECT, or None for another query or a column that is computed."""
    query = parsed(sparql, {})
    columns = part_of(query, "projection") if query.name == "SelectQuery" else None
    return str(columns[0]["var"]) if columns and part_of(columns[0], "var") is not None else None


def triples_in(block: Any) -> Iterator[Any]:
    """Yield the patterns of a block of triples, each as a list of three."""
    for some in block["triples"]:
        for place in range(0, len(some), 3):
            yield list(some[place : place + 3])


def plain(expression: Any) -> Any:
    """Return an expression without the layers that the parser puts around it for operators that are not there."""
    while getattr(expression, "name", "") in _LAYERS and not part_of(expression, "other"):
        expression = expression["expr"]
    return expression


def same_variables(part: Any) -> Iterator[tuple[str, str]]:
    """Yield the two variables of which one is bound to the other."""
    if part.name == "Bind" and (name := variable_in(plain(part["expr"]))) is not None:
        yield name, str(part["var"])


def branches_of(part: Any) -> list[Any]:
    """Return the groups of which one must match."""
    return [part] if part.name == "SubSelect" else list(part["graph"])


def variable_in(term: Any) -> str | None:
    """Return the name under which a variable or a blank node is known; None for a constant."""
    from rdflib import BNode, Variable

    if isinstance(term, BNode):
        return f"_:{term}"
    return str(term) if isinstance(term, Variable) else None


def parts_of(part: Any) -> Iterator[Any]:
    """Yield every part of an expression, but not what is within a group that it asks to exist."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(part, CompValue):
        yield part
        if part.name in EXISTS or part.name in ("GroupGraphPatternSub", "SubSelect"):
            return
        for each in part.values():
            yield from parts_of(each)
    elif isinstance(part, list | tuple) or type(part).__name__ == "ParseResults":
        for each in part:
            yield from parts_of(each)


def values_in(parts: Iterable[Any]) -> Values:
    """Return the variables of a group that can be a few IRIs only: by VALUES, by FILTER (IN, =), by BIND(IF(...))."""
    found: Values = {}
    for part in parts:
        if part.name == "Filter":
            for each in _both(part["expr"]):
                found |= _values_of_filter(each)
        elif part.name == "Bind" and (values := _chosen(part["expr"])):
            found[str(part["var"])] = values
        elif part.name == "InlineData" and len(part["var"]) == 1:
            found |= _named(part["var"][0], [row[0] if isinstance(row, list) else row for row in part["value"]])
    return found


def _both(expression: Any) -> list[Any]:
    """Return what must all be true."""
    expression = plain(expression)
    if getattr(expression, "name", "") == "ConditionalAndExpression":
        rest = part_of(expression, "other") or ()
        return [each for one in (expression["expr"], *rest) for each in _both(one)]
    return [expression]


def _values_of_filter(expression: Any) -> Values:
    if getattr(expression, "name", "") == "RelationalExpression" and part_of(expression, "op") in ("IN", "="):
        other = expression["other"]
        return _named(plain(expression["expr"]), list(other) if expression["op"] == "IN" else [other])
    return {}


def _named(variable: Any, values: list[Any]) -> Values:
    from rdflib import URIRef, Variable

    iris = [plain(each) for each in values]
    if isinstance(variable, Variable) and iris and all(isinstance(each, URIRef) for each in iris):
        return {str(variable): frozenset(map(str, iris))}
    return {}


def _chosen(expression: Any) -> frozenset[str]:
    """Return the IRIs among which an IF chooses, none where it may give anything else."""
    from rdflib import URIRef

    expression = plain(expression)
    if isinstance(expression, URIRef):
        return frozenset([str(expression)])
    if getattr(expression, "name", "") == "Builtin_IF":
        first, second = _chosen(expression["arg2"]), _chosen(expression["arg3"])
        return first | second if first and second else frozenset()
    return frozenset()
