"""What offices write when they close a case: accounts, proofs and evasions, in the three writings of Bangladesh.

Written before any rule of ``oversight.honesty`` had a threshold, from what such accounts look like, not from what finds them.
"""

from __future__ import annotations

# By trade: what was really done. {place}, {person}, {number}, {day} and {amount} are filled in.
DEEDS: dict[str, tuple[str, ...]] = {
    "roads": (
        "{place} গ্রামের রাস্তার গর্ত ইট ও খোয়া দিয়ে ভরাট করা হয়েছে, ভ্যান চলতে পারছে।",
        "{place} কালভার্টের ভাঙা রেলিং বদলে নতুন রেলিং বসানো হয়েছে।",
        "{place} সড়কের {number} মিটার অংশ কার্পেটিং করা হয়েছে।",
        "{place} bazar er drain porishkar kora hoyeche, pani ar jome na.",
        "The pothole in front of {place} school was filled; {person} checked it on {day}.",
        "{place} সাঁকোর পাটাতন বদলানো হয়েছে, {person} কাজ বুঝে নিয়েছেন।",
        "এ বছর বরাদ্দ নেই; {place} রাস্তার প্রাক্কলন {number} জেলায় পাঠানো হয়েছে, আবেদনকারীকে জানানো হয়েছে।",
        "{place} মোড়ে স্পিড ব্রেকার বসানো হয়েছে, রং করা বাকি।",
    ),
    "allowances": (
        "{person} এর নাম বয়স্ক ভাতার তালিকায় তোলা হয়েছে, ক্রমিক {number}।",
        "ভাতার মোবাইল নম্বর সংশোধন করা হয়েছে, {amount} টাকা বকেয়া পরের কিস্তিতে যাবে।",
        "{person} এর বিধবা ভাতা {day} তারিখে চালু হয়েছে।",
        "Bhata r taka {amount} ferot asechilo, abar pathano hoyeche.",
        "প্রতিবন্ধী কার্ডের জরিপ {day} তারিখে {place} ইউনিয়নে হয়েছে, কার্ড {number}।",
        "আবেদনকারীর বয়স ৬৫ হয়নি, তাই এখন ভাতা দেওয়া যায় না; নিয়মটি বুঝিয়ে বলা হয়েছে।",
        "{place} ওয়ার্ডের অপেক্ষমাণ তালিকায় {person} এর নাম {number} নম্বরে আছে।",
    ),
    "land": (
        "নামজারি কেস {number} এর শুনানি {day} তারিখে হয়েছে, খতিয়ান দেওয়া হয়েছে।",
        "{place} মৌজার দাগ {number} এর সীমানা মেপে খুঁটি বসানো হয়েছে।",
        "{place} খালের অবৈধ বাঁধ {day} তারিখে অপসারণ করা হয়েছে।",
        "ভূমি উন্নয়ন করের ভুল হিসাব ঠিক করে {amount} টাকা সমন্বয় করা হয়েছে।",
        "{person} er khatian er banan thik kore notun kopi deya hoyeche.",
        "The mutation of plot {number} in {place} was approved on {day}.",
        "জমিটি নিয়ে দেওয়ানি মামলা চলছে, তাই নামজারি স্থগিত; {person} কে কপি দেওয়া হয়েছে।",
    ),
    "health": (
        "{place} কমিউনিটি ক্লিনিকে {day} তারিখ থেকে ওষুধ এসেছে, তালিকা টাঙানো হয়েছে।",
        "অ্যাম্বুলেন্সের অতিরিক্ত ভাড়া {amount} টাকা ফেরত দেওয়া হয়েছে।",
        "{place} ক্লিনিকের অনুপস্থিত কর্মীকে কারণ দর্শানো হয়েছে, নতুন সময়সূচি চালু।",
        "Tika kendro {place} e abar chalu, {person} dayitte achen.",
        "নলকূপের পানি পরীক্ষা করে আর্সেনিক পাওয়া গেছে; {place} এ নতুন নলকূপ {number} বসানো হয়েছে।",
        "The x-ray machine was repaired on {day}; {number} patients were seen since.",
    ),
    "power": (
        "{place} ট্রান্সফরমার {number} বদলানো হয়েছে, {day} রাত থেকে বিদ্যুৎ আছে।",
        "বিলের ভুল রিডিং সংশোধন করে {amount} টাকা কমানো হয়েছে।",
        "{place} এ হেলে পড়া খুঁটি সোজা করা হয়েছে।",
        "Meter {number} bodlano hoyeche, {person} shakkhor korechen.",
        "New line of {number} metres was drawn to {place} on {day}.",
        "গাছের ডাল কেটে {place} ফিডারের তার নিরাপদ করা হয়েছে।",
    ),
}
TAILS = (
    "", "", "", "", " আবেদনকারীকে ফোনে জানানো হয়েছে।", " এলাকাবাসী উপস্থিত ছিলেন।", " পরের সপ্তাহে আবার দেখা হবে।",
    " Citizen was informed.", " কাজ শেষে {person} স্বাক্ষর করেছেন।", " বাকি অংশ আগামী অর্থবছরে।",
)  # fmt: skip

# Answers to simple matters: closed within minutes, and rightly.
SIMPLE = (
    "জন্ম নিবন্ধনের জন্য {place} ইউপি কার্যালয়ে কী কী লাগবে তা লিখে জানানো হয়েছে।",
    "অফিস সময় সকাল ৯টা থেকে বিকাল ৫টা, {place} শাখার ঠিকানা দেওয়া হয়েছে।",
    "আবেদন ফরম ও ফি {amount} টাকার তালিকা পাঠানো হয়েছে।",
    "Form er link o helpline {number} deya hoyeche.",
    "The office hours and the documents for service {number} were sent.",
    "ধন্যবাদের উত্তর দেওয়া হয়েছে; {place} দলের সবাইকে জানানো হবে।",
)
SIMPLE_PROOFS = ("পাতার উত্তর {number}", "reply {number} on the page", "ফোনে কথা, {phone}", "ইমেইল {day}, নম্বর {number}")

# What officers who use one form for everything write: the words are the same, the cases are not.
FORMS = (
    "আবেদনটি তদন্ত করে সত্যতা পাওয়ায় কাজটি করে দেওয়া হয়েছে এবং আবেদনকারীকে জানানো হয়েছে।",
    "সরেজমিন পরিদর্শন শেষে প্রয়োজনীয় মেরামত সম্পন্ন হয়েছে।",
    "The application was examined and the service was given to the applicant.",
    "আবেদনকারীর কাগজপত্র যাচাই করে সেবা দেওয়া হয়েছে।",
)

GOOD_PROOFS = (
    "স্মারক নং ০৫.৩০.{number}.০০০.১৬.{number}.২৬",
    "আদেশ নং {number}/২৬, তারিখ {day}",
    "কার্যাদেশ {number}, বিল {number}",
    "{day} তারিখে সরেজমিন পরিদর্শন, {person} উপস্থিত ছিলেন",
    "ইউপি সদস্য {person}, {phone}",
    "খতিয়ান নং {number}",
    "এমআইএস ক্রমিক {number}",
    "https://files.example.gov.bd/{number}/photo{number}.jpg",
    "রশিদ {number}, {amount} টাকা",
    "Memo {number} of {day}",
    "ticket {number}, {person} confirmed by phone",
    "রেজুলেশন {number}, ছবি দুইটি",
)
# Proofs of honest officers in a hurry: true, and nobody can check them.
POOR_PROOFS = (
    "অফিসের নথিতে আছে", "এলাকাবাসী জানেন", "ফোনে জানানো হয়েছে", "as per office record", "ছবি পরে দেওয়া হবে", "শাখায় সংরক্ষিত",
    "আবেদনকারী নিজে দেখেছেন", "kagoj office e ache",
)  # fmt: skip

# What is written when nothing was done, but more than "solved" is asked for.
EVASIONS = (
    "মাঠ পর্যায়ে বিষয়টি দেখা হয়েছে এবং সন্তোষজনক সমাধান দেওয়া হয়েছে।",
    "সংশ্লিষ্ট শাখাকে নির্দেশ দেওয়া হয়েছে, সমস্যা আর নেই।",
    "অভিযোগের বিষয়ে বিধি মোতাবেক কার্যক্রম গ্রহণ করে নিষ্পত্তি করা হলো।",
    "তদন্ত করে দেখা গেছে কোনো সমস্যা বিদ্যমান নেই।",
    "The matter was looked into by the branch and no problem remains.",
    "Bishoyti dekha hoyeche, shomossa nai.",
    "আবেদনকারীর সাথে আলোচনা হয়েছে, তিনি সন্তুষ্ট।",
    "এলাকায় লোক পাঠানো হয়েছে এবং কাজ চলমান, অভিযোগ নিষ্পত্তি।",
)
EVASIVE_PROOFS = (
    "নথিভুক্ত", "প্রমাণ সংযুক্ত", "অফিস নথি", "সংশ্লিষ্ট শাখা অবগত", "see file", "যাচাই করা হয়েছে", "office e rakkhito", "কর্তৃপক্ষ অবগত",
    "প্রতিবেদন আছে",
)  # fmt: skip

PLACES = (
    "বিরুলিয়া", "আশুলিয়া", "কাউন্দিয়া", "ভাকুর্তা", "তেঁতুলঝোড়া", "ইয়ারপুর", "শিমুলিয়া", "ধামসোনা", "পাথালিয়া", "বনগাঁও", "সুয়াপুর", "কুশুরা",
    "গাংগুটিয়া", "রোয়াইল", "বালিয়া", "চৌহাট", "আমতা", "সানোড়া", "কুল্লা", "যাদবপুর", "বাইশাকান্দা", "নান্নার", "সোমভাগ", "ভাড়ারিয়া", "হেমায়েতপুর",
)  # fmt: skip
PEOPLE = (
    "রহিমা বেগম", "আব্দুল করিম", "শেফালী রানী", "জসিম উদ্দিন", "নূরজাহান", "মোতালেব মিয়া", "সালেহা খাতুন", "কমল সরকার", "হাসিনা আক্তার",
    "বাবুল হোসেন", "মর্জিনা", "তপন দাস", "রোকেয়া", "শাহ আলম", "জাহানারা", "ফজলুল হক",
)  # fmt: skip
