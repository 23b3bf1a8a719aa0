#!/usr/bin/env python3
"""Builds the lexicon of whose country a place name means.

usage: build_place_countries.py FOLDER > services/ingest/data/lexicons/place_countries.tsv

FOLDER holds what services/geo/tools/fetch_sources fetches: cities500.txt,
admin1CodesASCII.txt and admin2Codes.txt of GeoNames (CC BY 4.0). The project's
own tables (services/geo/data/source, services/ingest/data/source) are added.
Each name has the countries it may mean, the likeliest first, and how much it
takes to believe it: "alone" nothing, "named" that one of them is named in the
report. Names that are no clear place (words of the language, peoples, small
places of countries at peace) are left out.
"""
import collections
import difflib
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[3]
GEO = ROOT / "services/geo/data/source"
ACTORS = ROOT / "services/claims/data/actors"
PRESS = ROOT / "services/ingest/data/source/press_places.tsv"
REPORTS = ROOT / "tests/data/corpus/written"

# Countries whose small towns appear in reports; elsewhere only large cities.
CLOSE = set("UA RU BY MD AM AZ GE TR SY IQ LB IL PS JO IR YE SA EG LY TN DZ SD SS ET ER SO DJ KE UG "
            "RW BI CD CF TD CM NG NE ML BF MR SN CI BJ TG GH GN MZ AF PK IN LK BD MM TH KH TJ KG UZ "
            "TM RS XK BA HR MK HT CY CO MX VE PH ID KP KR EC".split())
# Large countries near fighting: towns of this many people and more.
LARGE = {"RU": 5000, "IN": 20000, "TR": 5000, "PK": 5000, "IR": 10000, "EG": 10000, "NG": 5000, "DZ": 10000,
         "PH": 15000, "ID": 30000, "CO": 8000, "BD": 30000, "MX": 30000, "TH": 10000, "KR": 50000, "RS": 3000,
         "HR": 5000, "KE": 5000, "VE": 20000, "EC": 20000, "UZ": 10000, "SA": 10000, "TN": 5000, "GH": 15000,
         "MM": 3000, "IL": 2000}
FAR = 100000  # people of a city elsewhere
WEIGHT_OF_PRESS = 60000  # a name of the press counts as this many people
WEIGHT_OF_OTHERS = 8  # divides the weight of alternate names
CLEAR = 3  # times as heavy as the next country
BIG = 40000  # people of a town that is believed alone
SAID = 5000  # people of a town whose name stands for it without "town of"
COMMON_WORD = 3  # times a word stands in lower case in the written reports
MARKS = re.compile(r"[ '`.-]")  # what place_lexicon.cc passes over
COMPASS = [a + b + end for a in ("north", "south", "") for b in ("east", "west", "") if a or b
           for end in ("", "ern", "erly")]
ARTICLES = re.compile(r"^(al|el|ad|as|ash|at|an|ar|az) ")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def spelled(name):
    for mark in "’‘ʻʼ`":
        name = name.replace(mark, "'")
    return re.sub(r"\s+", " ", name).strip()


def plain(name):
    for letter, other in (("ı", "i"), ("ł", "l"), ("Đ", "D"), ("đ", "d"), ("ø", "o"), ("ə", "a")):
        name = name.replace(letter, other)
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def is_latin(name):
    return all(c in " '-." or unicodedata.name(c, "").startswith("LATIN") for c in name)


def likeness(name, other):
    bare = [ARTICLES.sub("", plain(n).lower().replace("-", " ")) for n in (name, other)]
    return difflib.SequenceMatcher(None, *bare).ratio()


def common_words():
    words = collections.Counter()
    for path in sorted(REPORTS.glob("*.json")):
        words.update(re.findall(r"\b[a-z]{3,}\b", json.loads(path.read_text(encoding="utf-8"))["text"]))
    return {word for word, times in words.items() if times >= COMMON_WORD}


class Names:
    """By the letters of a name: its spellings, its countries, whether the press has it."""

    def __init__(self):
        self.spellings, self.countries = collections.defaultdict(set), collections.defaultdict(dict)
        self.press = collections.defaultdict(dict)  # country: side
        barred = common_words() | set(COMPASS)
        for row in rows(GEO / "countries.tsv"):
            for cell in row[4:6]:
                barred.update(name.lower() for name in cell.split("|"))
        self.barred = {MARKS.sub("", word) for word in barred}

    def keys(self, name):
        name = spelled(name)
        if len(name) < 3 or not is_latin(name) or not name[0].isupper() or name.isupper():
            return
        for spelling in sorted({name.lower(), plain(name).lower()}):
            key = MARKS.sub("", spelling)
            if key not in self.barred and len(key) >= 3:
                self.spellings[key].add(spelling)
                yield key

    def add(self, name, code, weight, people):
        for key in self.keys(name):
            most = self.countries[key].get(code, (0, 0))
            self.countries[key][code] = (max(most[0], weight), max(most[1], people))

    def add_press(self, name, places):
        keys = list(self.keys(name))
        for key in keys:
            for code, side in places:
                self.press[key][code] = side or self.press[key].get(code, "")
        return keys


def add_cities(folder, names):
    for row in rows(folder / "cities500.txt"):
        code, people = row[8], int(row[14] or 0)
        close, seat = code in CLOSE, row[7].startswith("PPLA") or row[7] == "PPLC"
        if people < (LARGE.get(code, 0) if close else FAR) and not (close and seat):
            continue
        weight = max(people, 500) * (3 if close else 1)
        names.add(row[1], code, weight, people)
        names.add(row[2], code, weight, people)
        if people < (3000 if close else 1000000) and not (close and seat):
            continue
        for other in row[3].split(","):
            if len(other) >= 4 and is_latin(other) and likeness(row[2], other) >= (0.5 if people >= 100000 else 0.6):
                names.add(other, code, weight // WEIGHT_OF_OTHERS, people)


KIND_BEFORE = re.compile(r"^(Muḩāfaz̧at|Muhafazat|Mudīrīyat|Nāḩiyat|Qadā’|Qaḑā’|Shahrestān-e|Ostān-e|Raion|Rayon|Wilayat|"
                         r"Wilaya de|Wilāyat|Province of|District of|Departamento de|Département de|Municipio de|Woreda)\s+")
KIND_AFTER = re.compile(r"[\s-]+(Oblast'?|Oblast’|Region|Province|District|Governorate|State|Raion|County|Department|"
                        r"Sub-?District|Division|Municipality|Rayonu|Rayon|Zone|Prefecture|Tehsil|Krai|Republic|Sheng|"
                        r"Kunti|Gobolka|Wilaya|Kray|Viloyati|Departamento|Woreda)$")


def add_areas(path, weight, people, names):
    for row in rows(path):
        code = row[0].split(".")[0]
        if code in CLOSE:
            name = re.sub(r"\s*\(.*\)", "", row[1])
            names.add(KIND_AFTER.sub("", KIND_BEFORE.sub("", name)), code, weight, people)


def add_own(names):
    for table, name, code in (("regions.tsv", 0, 5), ("disputed.tsv", 1, 5), ("supplement.tsv", 0, 4)):
        for row in rows(GEO / table):
            if len(row) > code and re.fullmatch("[A-Z]{2}", row[code].strip()):
                for one in row[name].split("|"):
                    names.add(one, row[code].strip(), 200000, 100000)
    sides = set()
    for path in ACTORS.rglob("*"):
        if path.is_file():
            sides.update(re.findall(r'side: *"([^"]+)"', path.read_text(encoding="utf-8")))
    for row in rows(PRESS):
        places = [tuple((code.split("/") + [""])[:2]) for code in row[0].split(",")]
        for _, side in places:
            if side and side not in sides:
                sys.exit(f"build_place_countries: {PRESS}: the registry knows no side {side!r}")
        for one in row[1].split("|"):
            if not names.add_press(one, places):
                print(f"left out: {one}", file=sys.stderr)


def meaning(key, names):
    """How far the name is believed and its countries; None for names to leave out."""
    countries, press = dict(names.countries[key]), names.press.get(key, {})
    of_geonames = bool(countries)
    for code in press:
        weight, people = countries.get(code, (0, 0))
        countries[code] = (max(weight, WEIGHT_OF_PRESS), max(people, SAID))
    ranked = sorted(countries.items(), key=lambda item: (-item[1][0], item[0]))
    heaviest = ranked[0][1][0]
    kept = [code for code, (weight, _) in ranked if weight * 40 >= heaviest or code in press][:4]
    clear = len(ranked) == 1 or heaviest >= CLEAR * ranked[1][1][0]
    big = ranked[0][1][1] >= BIG or ranked[0][0] not in CLOSE
    several_words = all(" " in ARTICLES.sub("", name) for name in names.spellings[key])
    if press:
        alone = clear and len(press) == 1 and len(key) >= 5 and ((big and of_geonames) or several_words)
    else:
        alone = clear and big and len(key) >= 4
        if not alone and ranked[0][1][1] < SAID and not several_words:
            return None
    return "alone" if alone else "named", ",".join(c + ("/" + press[c] if press.get(c) else "") for c in kept)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder, names = pathlib.Path(sys.argv[1]), Names()
    add_cities(folder, names)
    add_areas(folder / "admin1CodesASCII.txt", 300000, 300000, names)
    add_areas(folder / "admin2Codes.txt", 20000, 0, names)
    add_own(names)
    groups = collections.defaultdict(list)
    for key, spellings in names.spellings.items():
        found = meaning(key, names)
        if found is not None:
            groups[found].append(min(spellings))
    print("# Whose country a place name means in a report on armed conflict. Generated by")
    print("# services/ingest/tools/build_place_countries.py from GeoNames (CC BY 4.0) and the")
    print("# project's own tables.")
    print("# standing\tcountries, the likeliest first\tnames")
    for (standing, countries), of_group in sorted(groups.items()):
        print(f"{standing}\t{countries}\t{'|'.join(sorted(of_group))}")


if __name__ == "__main__":
    main()
