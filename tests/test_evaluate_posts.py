"""Posts: what an election fills, or what is shared, as references lead to it."""

from __future__ import annotations

from builders import body, charter, group, scope
from gremium.evaluate.posts import Post, is_office, posts_of, reaches
from gremium.evaluate.scope import Scope
from gremium.values.ref import Ref, parse_ref


def town() -> Scope:
    county = charter(body("board", group("delegate", seats=2)), id_="county")
    return scope(
        body("council", group("seat", seats=9), kind="council", positions=("speaker",)),
        body("social", group("seat", seats=3), kind="committee"),
        body("building", group("place", seats=3), kind="committee"),
        neighbours=(county,),
    )


def found(*refs: str) -> list[str]:
    where = town()
    posts = posts_of(where, where.locate("council"), map(parse_ref, refs))
    return [f"{post.position or '*'}@{post.jurisdiction}/{post.body}" for post, there in posts if there.body.id == post.body]


def test_references_lead_to_posts_here_and_elsewhere() -> None:
    """An office, a seat group, a body as a whole, those of a kind, another jurisdiction; each once, in the order given."""
    assert found("speaker", "chair", "seat") == ["speaker@town/council", "chair@town/council", "seat@town/council"]
    assert found("social", "social", "seat@social") == ["*@town/social", "seat@town/social"]
    assert found("chair@*committee") == ["chair@town/building", "chair@town/social"]
    assert found("*committee") == ["*@town/building", "*@town/social"]
    assert found("delegate@county/board") == ["delegate@county/board"]


def test_what_there_is_not_is_no_post() -> None:
    """A position that the body has not, a body that is unknown; of a kind only those that have the position."""
    assert found("delegate@social", "nowhere", "seat@nowhere") == []
    assert found("place@*committee") == ["place@town/building"]


def test_a_body_means_all_its_seats_but_not_its_offices() -> None:
    """A rule of a committee speaks of its seats; one of its chair only of the chair."""
    where = town()
    here = where.locate("council")

    def meant(position: str | None, *refs: str) -> bool:
        return reaches(where, here, [parse_ref(ref) for ref in refs], Post("town", "social", position))

    assert meant("seat", "social")
    assert meant(None, "social")
    assert not meant("chair", "social")
    assert meant("chair", "seat@social", "chair@social")
    assert not meant("seat", "chair@social", "building")
    assert not meant(None, "seat@social")
    assert not reaches(where, here, (), Post("town", "social"))


def test_an_office_is_no_seat_group() -> None:
    """Offices that are declared or that every body has; a group of the name of one is a group."""
    where = scope(body("x", group("chair", seats=1), positions=("speaker",)))
    here = where.locate("x")
    named = ("speaker", "deputy-chair", "chair", "nobody", None)
    assert [is_office(here, name) for name in named] == [True, True, False, False, False]


def test_posts_are_put_in_order_by_the_ids_under_which_they_stand() -> None:
    """A body as a whole is told by no position."""
    assert sorted([Post("b", "x"), Post("a", "y", "z"), Post("a", "y", "b")]) == [
        Post("a", "y", "b"), Post("a", "y", "z"), Post("b", "x"),
    ]  # fmt: skip
    assert Ref(target="social").bare
