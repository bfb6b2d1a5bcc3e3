"""What citizens are told, in their language and digits. Plain Python: it is shown in the preview exactly as it leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sanglap.foundation.ids import show_tracking_number
from sanglap.foundation.text import excerpt, format_date, to_digits
from sanglap.reading.danger import Helpline

BLANK = re.compile(r"\{[a-z_]{2,20}\}")


@dataclass(frozen=True, slots=True)
class Told:
    """The facts a text may name."""

    number: str
    office: str
    expected_at: datetime | None
    address: str  # of the case's page
    zone: str  # the country's time zone, for dates
    officer: str = ""
    name: str = ""


def acknowledgement(told: Told, language: str) -> str:
    """Return the first words to a citizen: number, office and expected date (guideline 6.1 ছ, ঝ)."""
    number = show_tracking_number(told.number)
    by = format_date(told.expected_at, language, told.zone) if told.expected_at else ""
    if language == "en":
        return f"We have it. Your number: {number}. Responsible: {told.office}. Expected by: {by}. Follow it here: {told.address}"
    return f"আপনার কথা পেয়েছি। আপনার নম্বর: {number}। দায়িত্বপ্রাপ্ত অফিস: {told.office}। সম্ভাব্য তারিখ: {by}। অবস্থা দেখুন: {told.address}"


def quiet_acknowledgement(told: Told, language: str, helplines: Sequence[Helpline], *, is_now: bool) -> str:
    """Return the private first words in a dangerous matter: helplines first, nothing that says what it is about.

    ``is_now``: an officer must have it in hand within minutes; else within the day.
    """
    number = show_tracking_number(told.number)
    if language == "en":
        when = "an officer is called to it now" if is_now else "an officer looks at it today"
        words = f"We have your message; {when}. Only the office reads it. Your number: {number}. Follow it here: {told.address}"
    else:
        when = "একজন কর্মকর্তাকে এখনই ডাকা হচ্ছে" if is_now else "একজন কর্মকর্তা আজই দেখবেন"
        words = f"আপনার বার্তা পেয়েছি; {when}। শুধু অফিস এটি পড়ে। আপনার নম্বর: {number}। অবস্থা দেখুন: {told.address}"
    return " ".join(part for part in (numbers_to_call(helplines, language), words) if part)


def numbers_to_call(helplines: Sequence[Helpline], language: str) -> str:
    """Return one sentence with the numbers to call; "" where the country has none."""
    if not helplines:
        return ""
    if language == "en":
        return f"If anybody is in danger, please call: {'; '.join(f'{one.number} ({one.english})' for one in helplines)}."
    named = "; ".join(f"{to_digits(one.number, language)} ({one.bangla})" for one in helplines)
    return f"কেউ বিপদে থাকলে ফোন করুন: {named}।"


def resolution(told: Told, what_was_done: str, done_on: str, language: str, contact: str = "") -> str:
    """Return what the citizen is told when the office says it is done, how to say whether it is, and whom to ask (R20)."""
    if language == "en":
        ask = "Is it solved? Please answer here: yes or no. Without your word it is not counted as solved."
        whom = f" Questions: {contact}." if contact else ""
        return f"{what_was_done}\n\nDone on {done_on}. {ask}{whom} ({told.address})"
    ask = "সমাধান হয়েছে কি? এখানেই লিখুন: হ্যাঁ অথবা না। আপনি না বললে এটি সমাধান হিসেবে গোনা হবে না।"
    whom = f" জিজ্ঞাসা: {to_digits(contact, language)}।" if contact else ""
    return f"{what_was_done}\n\nকাজের তারিখ: {done_on}। {ask}{whom} ({told.address})"


def elsewhere(told: Told, why: str, path: str, language: str) -> str:
    """Return which other path is the right one, why, and where its form stands ready (R13)."""
    if language == "en":
        return f"{why}\n\n{path} The form is ready to copy here: {told.address} If you think that it does belong here, answer: no."
    return f"{why}\n\n{path} ফরমটি এখান থেকে নিতে পারেন: {told.address} বিষয়টি এখানকারই মনে হলে লিখুন: না।"


def name_opened(told: Told, reason: str, language: str) -> str:
    """Return what a citizen is told when two officers opened their hidden name (R9)."""
    number = show_tracking_number(told.number)
    if language == "en":
        why = f"Two officers agreed to read your hidden name in {number}. Their reason: {reason}"
        return f"{why} You can object here: {told.address}"
    return f"{number}: আপনার গোপন নাম দেখতে দুজন কর্মকর্তা একমত হয়েছেন। কারণ: {reason} আপত্তি থাকলে এখানে জানান: {told.address}"


def how_are_you(told: Told, language: str) -> str:
    """Return the question ninety days after a sensitive case; nothing in it says what the case was about."""
    if language == "en":
        return f"You wrote to us three months ago. Is all well? If anybody presses you because of it, say so here: {told.address}"
    return f"তিন মাস আগে আপনি আমাদের লিখেছিলেন। এখন সব ঠিক আছে কি? এ নিয়ে কেউ চাপ দিলে এখানে জানান: {told.address}"


def question(told: Told, words: str, language: str) -> str:
    """Return what the citizen is asked, with where the answer belongs."""
    number = show_tracking_number(told.number)
    if language == "en":
        return f"{words}\n\nPlease answer here. Number {number}. ({told.address})"
    return f"{words}\n\nঅনুগ্রহ করে এখানেই উত্তর দিন। নম্বর {number}। ({told.address})"


def shortened(words: str, room: int) -> str:
    """Return words that fit; what is cut off stands on the page of the case, to which every text points."""
    return words if len(words) <= room else excerpt(words, max(1, room))


def signed(text: str, office: str) -> str:
    """Return an answer on another office's page with the name of the office that gives it."""
    return f"{text}\n— {office}" if office and text else text


def blanks_left(text: str) -> list[str]:
    """Return the ``{blanks}`` that nobody has filled in."""
    return BLANK.findall(text)


def fill_in(template: str, told: Told, language: str) -> str:
    """Return a template with its blanks filled in; a blank nobody knows stays visible, so that a person sees it."""
    known = {
        "{number}": show_tracking_number(told.number),
        "{office}": told.office,
        "{expected}": format_date(told.expected_at, language, told.zone) if told.expected_at else "",
        "{name}": told.name,
        "{address}": told.address,
        "{officer}": told.officer,
    }
    for blank, words in known.items():
        template = template.replace(blank, words)
    return template
