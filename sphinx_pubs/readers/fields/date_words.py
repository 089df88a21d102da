"""Words in dates: seasons, *since*, *today*, *circa*, BC, *n.d.*, and words that change nothing."""

from __future__ import annotations

import re

from ...model.dates import STATUS_NAMES, Season

_SEASON_NAMES = {
    Season.SPRING: (
        "spring frühling frühjahr frühjahrssemester fs printemps primavera lente voorjaar forår vår kevät"
        " wiosna wiosny jaro jar весна весны весной primăvară primăvara tavasz ilkbahar bahar άνοιξη"
        " proljeće pomlad אביב بهار 春 春季 春学期 봄"
    ),
    Season.SUMMER: (
        "summer sommer sommersemester sose ss été verano estate verão estiu zomer sommar lato léto leto лето"
        " літо летом vară vara nyár yaz καλοκαίρι ljeto poletje קיץ تابستان 夏 夏季 여름"
    ),
    Season.AUTUMN: (
        "autumn fall herbst herbstsemester hs automne otoño autunno outono tardor herfst najaar höst efterår"
        " høst haust syksy jesień jesieni podzim jeseň jesen осень осінь осенью toamnă toamna ősz sonbahar"
        " güz φθινόπωρο סתיו پاییز 秋 秋季 秋学期 가을"
    ),
    Season.WINTER: (
        "winter wintersemester wise ws hiver invierno inverno hivern vinter talvi zima zimy зима зимой iarnă"
        " iarna tél kış χειμώνας חורף زمستان 冬 冬季 겨울"
    ),
}

#: Name, case-folded and without periods -> season.
SEASONS = {name.casefold(): season for season, names in _SEASON_NAMES.items() for name in names.split()}

# The separators of a range, and the words that replace its end.
_DASH = r" ?(?:---?|[-\u2010-\u2015\u2192\u301c\uff5e]) ?"
RANGE = re.compile(
    rf"{_DASH}| (?:to|until|till|and|bis|und|à|au|et|hasta|al?|y|e|até|tot|en|til|до|по) | ?[至到] ?", re.I
)
OPEN_END = re.compile(
    rf"(?:(?:{_DASH}|/(?=[^\W\d])| (?:to|until|till|bis|à|a|hasta|até|tot|til|по) | ?[至到] ?)"
    r"(?:present|now|today|ongoing|current(?:ly)?|date|heute|jetzt|aujourd['\u2019]hui|présent|hoy|presente"
    r"|(?:la )?actualidad|oggi|heden|nu|nå|сегодня|н\. ?в\.?|настоящее время|今|今日|現在|现在|현재)?"
    r"| ?(?:onwards?|or later|or after|and later|ff\.|\+|至今|以降|以来|起)"
    r"|, (?:present|ongoing|current))",
    re.I,
)
SINCE = re.compile(
    r"(?:\u2265|>=) ?"
    r"|(?:since|from|not before|starting|as of|seit|ab|von|depuis|dès|à partir de|desde|a partir de|dal|sinds"
    r"|vanaf|sedan|från|siden|fra|од|с|от|od) |[自从] ?",
    re.I,
)
UNTIL = re.compile(
    r"(?:\u2264|<=) ?"
    r"|(?:not after|until|till|up to|bis|jusqu['\u2019](?:à|en)|hasta|até|fino al?|tot|til|до) "
    r"|(?:[\u2010-\u2015]|---?) ?|- |-(?=(?:19|20)\d\d(?!\d))",
    re.I,
)
AFTER = re.compile(
    r"(?:after|post|later than|nach|après|después de|dopo(?: il)?|após|depois de|na|efter|etter|po|после) "
    r"|>(?!=) ?",
    re.I,
)
BEFORE = re.compile(
    r"(?:before|pre|prior to|earlier than|vor|avant|antes de|prima del|voor|före|før|przed) |<(?!=) ?", re.I
)
BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|tussen) ", re.I)

CIRCA = re.compile(
    r"(?:circa |ca?\. ?|ca? |ca(?=\d)|[~\u2248]|approx(?:\.|imately)? |about |around |roughly |um |etwa "
    r"|vers |env(?:\.|iron) |hacia |verso |rond |около |ок\. |[约約] ?)(?=\S)",
    re.I,
)
CIRCA_AFTER = re.compile(r" ?(?:circa|ca\.?|頃|ごろ|左右|경)", re.I)
BEFORE_CHRIST = re.compile(
    r"(?P<start>\d{1,4})(?: ?[-\u2010-\u2015] ?(?P<end>\d{1,4}))?"
    r" ?(?:BC|BCE|B\. ?C\.(?: ?E\.)?|v\. ?Chr\.|v\. ?u\. ?Z\.|av\. ?J\.?-?C\.|a\. ?C\.|до н\. ?э\.)"
    r"|(?:公元前|紀元前|前) ?(?P<year>\d{1,4}) ?年?",
    re.I,
)

STATUS = re.compile(
    r"\b(?:"
    + "|".join(r"[\s-]*".join(name) for name in sorted(STATUS_NAMES, key=len, reverse=True))
    + r")\b",
    re.I,
)
# "No date" in English, Latin and Romance languages, German, Russian, Persian and Chinese.
NO_DATE = re.compile(
    r"(?:n\.?\s?d|no\s+date|undated|(?:date\s+)?unknown|s\.?\s?[adf]|sans\s+date|sin\s+fecha|sem\s+data"
    r"|senza\s+data|o\.?\s?j|ohne\s+(?:jahr|datum)|б\.?\s?г|بی\u200c?تا|无日期|無日期)\.?",
    re.I,
)
# Words that a date may contain and that do not change it: weekdays, terms, articles, prepositions.
FILLERS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|early|mid|late|end|beginning|of|the|in|on"
    r"|to|and|term|semester|trimester|quarter|session|issue|academic|year|ay|studienjahr|schuljahr|semestre"
    r"|curso|année|universitaire|preprint|online|epub|first|der|den|dem|im|am|vom|bis|und|le|la|du|de|des|del"
    r"|di|do|dos|au|el|al|il|em|e|y|et|i|og|och|van|tot|en|г|года|р|року)\b",
    re.I,
)
