"""What an app reads: fields, pages of lists, conversations – and what it may not see."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from sanglap.demo.models import PretendApp, PretendPage, PretendPerson, PretendPost
from sanglap.demo.network import messaging, writing
from sanglap.demo.network.messaging import Said
from sanglap.demo.network.signing import make_user_token, proof
from sanglap.demo.tests.conftest import NOW, ROOT, Graph, app_token, set_mood

COMMENTS = "id,message,from,created_time,parent{id},is_hidden,permalink_url,comment_count"


@pytest.fixture
def post(page: PretendPage) -> PretendPost:
    """Return Rahima's post with a comment, a reply and the office's answer."""
    post = writing.write_post(page, author="Rahima Khatun", message="পানি নাই ৩ দিন", now=NOW)
    comment = writing.write_comment(post, author="Karim", message="আমাদেরও নাই", now=NOW)
    writing.write_comment(comment, author="Mita", message="কোন রোড?", now=NOW)
    writing.write_comment(post, author=page.name, message="দেখছি", now=NOW, as_page=True, by_app="4711")
    return post


class TestAnAppReadsAPost:
    def test_it_gets_the_fields_it_asks_for_and_always_the_id(self, graph: Graph, post: PretendPost) -> None:
        told = graph.get(post.remote_id, fields="message,created_time,from")
        assert told == {
            "message": "পানি নাই ৩ দিন",
            "created_time": "2026-09-21T13:46:40+0000",
            "from": {"name": "Rahima Khatun", "id": post.author_id},
            "id": post.remote_id,
        }
        assert b"\\u09aa\\u09be" in graph.answer.content
        assert graph.answer.content.isascii()

    @pytest.mark.parametrize("name", ["112_{number}", "{number}", "7_{number}"])
    def test_the_prefix_of_an_id_does_not_matter(self, graph: Graph, post: PretendPost, name: str) -> None:
        assert graph.get(name.format(number=post.id))["id"] == post.remote_id

    def test_what_is_inside_can_be_asked_for_as_well(self, graph: Graph, post: PretendPost) -> None:
        told = graph.get(post.remote_id, fields="id, comments.limit(1).summary(true){ id , message }")
        assert [one["message"] for one in told["comments"]["data"]] == ["আমাদেরও নাই"]
        assert told["comments"]["summary"]["total_count"] == 2

    def test_an_unknown_field_is_an_error(self, graph: Graph, post: PretendPost) -> None:
        assert graph.get(post.remote_id, fields="id,colour")["error"]["code"] == 100

    @pytest.mark.parametrize("fields", ["id,{", "id}", "a{b{c{d{e{f{g{h{i}}}}}}}}", "comments.limit(", "ঋ", "id id"])
    def test_fields_that_cannot_be_read_are_an_error_and_not_a_fault(self, graph: Graph, post: PretendPost, fields: str) -> None:
        assert graph.get(post.remote_id, fields=fields)["error"]["code"] in {100, 2500}

    @pytest.mark.parametrize(
        "name", ["112_99999999", "9" * 30, "nobody", "t_112_9", "m_9", "m_x", "m_" + "9" * 30, "112_१", "a%00b"]
    )
    def test_what_is_not_there_is_error_100_33(self, graph: Graph, name: str) -> None:
        told = graph.get(name)
        assert (told["error"]["code"], told["error"]["error_subcode"]) == (100, 33)

    def test_what_was_removed_is_not_there(self, graph: Graph, post: PretendPost) -> None:
        writing.remove_post(post, NOW)
        assert graph.get(post.remote_id)["error"]["error_subcode"] == 33

    def test_another_pages_posts_are_not_there_for_this_page(self, graph: Graph, app: PretendApp) -> None:
        other = PretendPage.objects.create(remote_id="113", office_code="ward-13", name="ওয়ার্ড ১৩", token="EAAother", app=app)
        theirs = writing.write_post(other, author="Jamal", message="রাস্তা", now=NOW)
        assert graph.get(theirs.remote_id)["error"]["error_subcode"] == 33
        assert graph.get("113/feed")["error"]["code"] == 10
        assert "access_token" not in graph.get("113", fields="name,access_token")

    def test_many_can_be_asked_for_at_once(self, graph: Graph, post: PretendPost) -> None:
        assert set(graph.get("", ids=f"112,{post.remote_id}")) == {"112", post.remote_id}


class TestAnAppReadsComments:
    def test_replies_are_hidden_unless_it_asks_for_the_stream(self, graph: Graph, post: PretendPost) -> None:
        assert len(graph.get(f"{post.remote_id}/comments")["data"]) == 2
        assert len(graph.get(f"{post.remote_id}/comments", filter="stream")["data"]) == 3

    def test_only_a_reply_names_a_parent(self, graph: Graph, post: PretendPost) -> None:
        stream = graph.get(f"{post.remote_id}/comments", filter="stream", fields=COMMENTS)["data"]
        assert ["parent" in one for one in stream] == [False, True, False]
        assert stream[1]["parent"] == {"id": stream[0]["id"]}
        assert stream[0]["comment_count"] == 1
        assert graph.get(f"{stream[0]['id']}/comments")["data"][0]["id"] == stream[1]["id"]

    def test_the_newest_come_first_when_asked_so(self, graph: Graph, post: PretendPost) -> None:
        newest = graph.get(f"{post.remote_id}/comments", filter="stream", order="reverse_chronological")["data"]
        assert [one["message"] for one in newest] == ["দেখছি", "কোন রোড?", "আমাদেরও নাই"]

    @pytest.mark.parametrize("order", ["chronological", "reverse_chronological"])
    @pytest.mark.parametrize(("is_short", "pages_asked"), [(False, 5), (True, 26)])
    def test_everything_is_reached_once_by_following_after(
        self, graph: Graph, post: PretendPost, order: str, *, is_short: bool, pages_asked: int
    ) -> None:
        for number in range(23):
            writing.write_comment(post, author=f"মানুষ {number}", message=str(number), now=NOW)
        set_mood(gives_short_pages=is_short)
        seen: list[str] = []
        after: dict[str, str] = {}
        pages = 0
        while True:
            told = graph.get(f"{post.remote_id}/comments", filter="stream", order=order, limit=6, **after)
            seen += [one["id"] for one in told["data"]]
            pages += 1
            if "next" not in told.get("paging", {}):
                break
            following = dict(parse_qsl(urlsplit(told["paging"]["next"]).query))
            assert following["limit"] == "6"
            after = {"after": told["paging"]["cursors"]["after"]}
            assert following["after"] == after["after"]
        assert len(seen) == len(set(seen)) == 26
        assert pages == pages_asked

    def test_a_hundred_is_the_most_of_a_page(self, graph: Graph, post: PretendPost) -> None:
        for number in range(101):
            writing.write_comment(post, author="Karim", message=str(number), now=NOW)
        assert len(graph.get(f"{post.remote_id}/comments", limit=5000)["data"]) == 100

    @pytest.mark.parametrize(
        "words",
        [{"after": "!!!"}, {"after": "LTU"}, {"limit": "many"}, {"order": "odd"}, {"since": "yesterday"}, {"since": "9" * 40}],
    )
    def test_wrong_words_are_error_100(self, graph: Graph, post: PretendPost, words: dict[str, str]) -> None:
        assert graph.get(f"{post.remote_id}/comments", **words)["error"]["code"] == 100


class TestAnAppReadsAFeed:
    def test_it_tells_own_posts_from_visitors(self, graph: Graph, page: PretendPage, post: PretendPost) -> None:
        own = writing.write_post(page, author="", message="সভা", now=NOW, as_app="4711")
        writing.write_review(page, author="Salma", message="ভালো", recommends=True, now=NOW)
        assert [one["id"] for one in graph.get("112/feed")["data"]] == [own.remote_id, post.remote_id]
        assert [one["id"] for one in graph.get("112/published_posts")["data"]] == [own.remote_id]
        assert [one["id"] for one in graph.get("112/visitor_posts")["data"]] == [post.remote_id]
        assert graph.get("112/ratings")["error"]["code"] == 12

    def test_since_and_until_are_kept_to(self, graph: Graph, post: PretendPost) -> None:
        at = int(NOW.timestamp())
        assert graph.get("112/feed", since=at)["data"]
        assert graph.get("112/feed", since=at + 1) == {"data": []}
        assert graph.get("112/feed", until=at - 1) == {"data": []}

    def test_a_persons_token_gets_nothing_and_no_error(self, graph: Graph, app: PretendApp, post: PretendPost) -> None:
        token = make_user_token(app, "administrator", NOW + timedelta(hours=1))
        assert graph.get("112/feed", access_token=token) == {"data": []}
        told = graph.get(f"{post.remote_id}/comments", access_token=token, summary="true")
        assert told["data"] == []
        assert told["summary"]["total_count"] == 2
        assert graph.post(f"{post.remote_id}/comments", access_token=token, message="?")["error"]["code"] == 1705

    def test_a_page_tells_its_name(self, graph: Graph) -> None:
        assert graph.get("me", fields="id,name,followers_count")["name"] == "ওয়ার্ড ১২ কার্যালয়"

    def test_a_picture_comes_as_an_attachment(self, graph: Graph, page: PretendPage) -> None:
        shown = writing.write_post(page, author="Karim", message="", picture="https://a.example/p.jpg", now=NOW)
        told = graph.get(shown.remote_id, fields="message,attachments")
        assert "message" not in told
        assert told["attachments"]["data"][0]["media"]["image"]["src"] == "https://a.example/p.jpg"


class TestAnAppReadsConversations:
    def test_it_finds_a_persons_newest_twenty_messages(self, graph: Graph, page: PretendPage) -> None:
        first = messaging.write_message(page, Said("0"), person="Rahima", now=NOW)
        for number in range(1, 23):
            messaging.write_message(page, Said(str(number)), person="Rahima", now=NOW + timedelta(minutes=number))
        messaging.write_message(page, Said("অন্য"), person="Karim", now=NOW)
        found = graph.get("112/conversations", platform="messenger", user_id=first.person_id, fields="id,participants")["data"]
        assert {one["id"] for one in found[0]["participants"]["data"]} == {first.person_id, "112"}
        inside = graph.get(found[0]["id"], fields="messages{id,created_time,from,to,message,attachments}")["messages"]["data"]
        assert [one["message"] for one in inside] == [str(number) for number in range(22, 2, -1)]
        assert set(inside[0]) == {"id", "created_time", "from", "to", "message"}
        assert graph.get(inside[0]["id"], fields="message")["message"] == "22"
        assert graph.get(first.mid)["error"]["error_subcode"] == 33

    def test_the_liveliest_comes_first_and_pages_follow(self, graph: Graph, page: PretendPage) -> None:
        for number in range(5):
            messaging.write_message(page, Said("?"), person=f"মানুষ {number}", now=NOW + timedelta(minutes=number))
        first = graph.get("112/conversations", limit=3, fields="updated_time")
        second = graph.get("112/conversations", limit=3, after=first["paging"]["cursors"]["after"])
        assert first["data"][0]["updated_time"] == "2026-09-21T13:50:40+0000"
        assert (len(first["data"]), len(second["data"]), "next" in second["paging"]) == (3, 2, False)

    def test_a_name_is_told_unless_the_person_does_not_want_it(self, graph: Graph, page: PretendPage) -> None:
        sent = messaging.write_message(page, Said("?"), person="Rahima Khatun", now=NOW)
        told = graph.get(sent.person_id, fields="first_name,last_name")
        assert told == {"first_name": "Rahima", "last_name": "Khatun", "id": sent.person_id}
        PretendPerson.objects.update(shows_profile=False)
        error = graph.get(sent.person_id)["error"]
        assert (error["code"], error["error_subcode"]) == (100, 2018218)


class TestTokens:
    @pytest.mark.parametrize("token", ["", "EAAwrong", "4711|wrong", "EAAperson.x", "EAApersonWzFd.x", "ঋ", "4711|ঋ", "E" * 900])
    def test_a_wrong_one_opens_nothing(self, graph: Graph, token: str) -> None:
        told = graph.get("112/feed", access_token=token)
        assert told["error"]["code"] == (190 if token else 104)
        assert graph.answer.status_code == 401

    def test_a_persons_token_ends(self, graph: Graph, app: PretendApp) -> None:
        told = graph.get("me/accounts", access_token=make_user_token(app, "administrator", NOW - timedelta(seconds=1)))
        assert (told["error"]["code"], told["error"]["error_subcode"]) == (190, 463)

    def test_the_header_is_as_good_as_the_word(self, client: Client, graph: Graph) -> None:
        assert client.get(f"{ROOT}/me", headers={"Authorization": "Bearer EAAtesttoken"}).json()["id"] == "112"

    def test_the_proof_is_checked_when_given_and_wanted_when_required(self, graph: Graph, app: PretendApp) -> None:
        right = proof("EAAtesttoken", app.secret)
        assert graph.get("me", appsecret_proof=right)["id"] == "112"
        assert graph.get("me", appsecret_proof="0" * 64)["error"]["code"] == 100
        PretendApp.objects.update(needs_proof=True)
        assert "appsecret_proof" in graph.get("me")["error"]["message"]
        assert graph.get("me", appsecret_proof=right)["id"] == "112"

    def test_a_token_can_be_looked_into_in_the_apps_name(self, graph: Graph, app: PretendApp) -> None:
        asked = {"access_token": app_token(app), "input_token": "EAAtesttoken"}
        told = graph.get("debug_token", **asked)["data"]
        assert (told["app_id"], told["type"], told["is_valid"], told["expires_at"]) == ("4711", "PAGE", True, 0)
        assert {"pages_messaging", "pages_manage_engagement"} <= set(told["scopes"])
        set_mood(dead_token=460)
        told = graph.get("debug_token", **asked)["data"]
        assert not told["is_valid"]
        assert (told["error"]["code"], told["error"]["subcode"]) == (190, 460)
        assert not graph.get("debug_token", **{**asked, "input_token": "?"})["data"]["is_valid"]

    def test_errors_have_exactly_the_networks_shape(self, graph: Graph) -> None:
        error = graph.get("112/feed", access_token="EAAwrong")["error"]
        assert set(error) == {"message", "type", "code", "error_subcode", "fbtrace_id", "is_transient"}
        assert error["type"] == "OAuthException"
