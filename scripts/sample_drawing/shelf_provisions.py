"""The pictures of what is eaten, drunk, burnt or rubbed in: packs and what is in them."""

from collections.abc import Callable, Mapping

from PIL import Image

from sample_drawing import backdrops as floor
from sample_drawing import (
    batik,
    spa,
)
from sample_drawing import morsels as bits
from sample_drawing import provisions as food
from sample_drawing.labels import label, stamp, sticker
from sample_drawing.solids import Surface, placed
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tableware import glaze, plate

Picture = Callable[[], Scene]


def _front(
    title: str, kind: str, weight: str, brand: str, ground: str, ink_: str, accent: str, figure: str
) -> Image.Image:
    return label(title, kind, weight, brand=brand, ground=ground, ink=ink_, accent=accent, figure=figure)


def _wrap(title: str, kind: str, ground: str, ink_: str, accent: str, figure: str) -> Image.Image:
    return sticker(title, kind, ground=ground, ink=ink_, accent=accent, figure=figure)


def _dish_of(piece: bits.Morsel, count: int, tone: str) -> list[Surface]:
    return [
        *plate(glaze("#efe9dd"), radius=0.55, at=(1.05, 0, 0.45)),
        *bits.heap(piece, count, (1.05, 0.06, 0.45), 0.36, 0.18, tone=tone, number=5),
    ]


def _herbs(*places: tuple[float, float]) -> list[Surface]:
    return bits.scattered(bits.leaf("#5b7d45", 0.5, 0.2), list(places), rest=0.0, number=6)


def _turmeric() -> list[Surface]:
    return bits.scattered(
        bits.lump("#c98a2c", 0.16, shine=0.01, bump=0.5), [(-0.65, 0.5), (-0.4, 0.75), (-0.9, 0.2)], rest=0.1, number=4
    )


FOOD: Mapping[str, list[Picture]] = {
    "MKN-0001": [
        lambda: food.snack(
            _front("Keripik Tempe", "rasa original", "150 g", "Bu Wiji", "#fbe9bd", "#5a2c12", "#c2452f", "sun"),
            "#e0b23c",
            floor.teak(),
            bits.chip("#dcb878", 0.17, edge="#b9854a", spots="#f1e4c0", wave=0.012),
            "#b98a4a",
        )
    ],
    "MKN-0002": [
        lambda: food.snack(
            _front("Keripik Tempe", "rasa pedas jeruk", "150 g", "Bu Wiji", "#fbe3c4", "#5a1a12", "#b8261e", "chili"),
            "#a8281f",
            floor.OAT,
            bits.chip("#c98a4c", 0.17, edge="#8f4a24", spots="#e8cf9c", wave=0.012),
            "#9c5a2c",
        )
    ],
    "MKN-0003": [
        lambda: food.snack(
            _front("Keripik Pisang", "cokelat Lampung", "200 g", "Krakatau", "#f6e6c6", "#3a2014", "#c8811c", "leaf"),
            "#4a2a1c",
            floor.OAT,
            bits.chip("#e3b248", 0.18, edge="#7a4a1c", oval=1.6, wave=0.018),
            "#b58a3a",
        )
    ],
    "MKN-0004": [
        lambda: food.snack(
            _front("Keripik Apel", "apel Malang", "100 g", "Kebun Batu", "#f1f3dc", "#28401f", "#b8332a", "flower"),
            "#5f8a4a",
            floor.SAGE,
            bits.chip("#ecd59a", 0.19, edge="#b5403a", wave=0.02),
            "#c9a866",
        )
    ],
    "MKN-0005": [
        lambda: food.rendang(
            _front("Rendang", "daging sapi", "250 g", "Uni Elma", "#f6e3c0", "#4a1410", "#c8811c", "chili")
        )
    ],
    "MKN-0006": [
        lambda: food.preserve(
            _wrap("Abon Cakalang", "gurih manis · 150 g", "#f7ead2", "#3a1d12", "#c2662f", "fish"),
            food.speckled("#b9834a", "#8a4f24", 34),
            floor.LINEN,
            beside=_dish_of(bits.stick("#b5803f", 0.2, 0.014), 130, "#a06a30"),
        )
    ],
    "MKN-0007": [
        lambda: food.preserve(
            _wrap("Sambal Roa", "pedas gurih · 180 g", "#f7ead2", "#3a1612", "#b8261e", "fish"),
            food.speckled("#8c2410", "#e0a040", 36, 0.8),
            floor.BLUSH,
            beside=bits.scattered(
                bits.stick("#c22a1c", 0.62, 0.055, bent=0.12, shine=0.05),
                [(0.95, 0.45), (1.05, 0.75), (0.8, 0.9)],
                rest=0.0,
                number=6,
            ),
        )
    ],
    "MKN-0008": [
        lambda: food.toffee(
            _wrap("Dodol Garut", "wangi susu · 250 g", "#f6e6c6", "#4a1a12", "#c8811c", "flower"),
            _wrap("Dodol", "Garut", "#f6e6c6", "#4a1a12", "#c8811c", "flower"),
        )
    ],
    "MKN-0009": [
        lambda: food.chocolate(
            _front("Mandar 70%", "cokelat hitam", "80 g", "Mandar", "#274a3a", "#f1e3c6", "#d9a441", "bean")
        )
    ],
    "MKN-0010": [
        lambda: food.snack(
            _front("Amplang", "ikan pipih", "150 g", "Mahakam", "#e6f0f2", "#173a52", "#d8702a", "fish"),
            "#2f6f8c",
            floor.CHALK,
            bits.seed("#e3cfa0", (0.15, 0.07, 0.07), vary=0.1, bump=0.3),
            "#c9b384",
            count=56,
        )
    ],
    "MKN-0011": [lambda: food.honey(_wrap("Madu Hutan", "Sumbawa · 350 ml", "#fbf3dc", "#3f2a12", "#c8811c", "bee"))],
    "MKN-0012": [
        lambda: food.meal(
            _front("Gula Aren", "gula semut organik", "500 g", "Lebak", "#f4ead6", "#3a2412", "#7a4a1c", "leaf"),
            "#a8662c",
            "#8a4f22",
        )
    ],
    "MKN-0013": [
        lambda: food.preserve(
            _wrap("Manisan Pala", "Banda · 200 g", "#eef1e2", "#2f3a1c", "#b8862c", "nut"),
            food.speckled("#d9b468", "#c08f3a", 16, 0.6),
            floor.SAGE,
            beside=_dish_of(bits.chip("#d9b25c", 0.16, edge="#b58a3a", wave=0.03), 26, "#b58a3c"),
            cover=batik.truntum("#7a1f1c"),
        )
    ],
    "MKN-0014": [
        lambda: food.snack(
            _front("Kacang Mete", "panggang", "250 g", "Muna", "#f4ead6", "#3a2412", "#a5673a", "nut"),
            "#b98d5e",
            floor.LINEN,
            bits.seed("#e6cfa0", (0.14, 0.06, 0.08), vary=0.08),
            "#c9ab74",
            foil=False,
            count=64,
        )
    ],
    "MKN-0015": [
        lambda: food.snack(
            _front("Bagea", "kenari Ambon", "200 g", "Hatukau", "#eaf1ee", "#17423f", "#b8702c", "nut"),
            "#2f6f66",
            floor.CHALK,
            bits.lump("#c9985c", 0.15, shine=0.01, bump=0.12),
            "#b5854a",
            count=30,
        )
    ],
}


DRINKS: Mapping[str, list[Picture]] = {
    "MNM-0001": [
        lambda: food.coffee(
            _front("Gayo", "kopi arabika biji", "250 g", "Linge", "#f3e9d8", "#2e2017", "#b0532c", "bean"),
            "#2c2a2a",
            floor.LINEN,
            bits.bean(),
        )
    ],
    "MNM-0002": [
        lambda: food.coffee(
            _front("Gayo", "kopi arabika bubuk", "250 g", "Linge", "#f3e9d8", "#2e2017", "#b0532c", "bean"),
            "#6a3a28",
            floor.SAGE,
            bits.bean(),
            ground="#3a2012",
        )
    ],
    "MNM-0003": [
        lambda: food.coffee(
            _front("Toraja", "arabika Sesean", "200 g", "Sesean", "#1f1d1c", "#e9d3a4", "#b8332e", "bean"),
            "#7a1f1c",
            floor.stone(),
            bits.bean("#3f2415"),
            seed=4,
        )
    ],
    "MNM-0004": [
        lambda: food.coffee(
            _front("Bajawa", "arabika Flores", "250 g", "Wolo", "#e7efe9", "#1f3a30", "#c27a2c", "bean"),
            "#2f5b4c",
            floor.OAT,
            bits.bean("#55321c"),
            seed=6,
        )
    ],
    "MNM-0005": [
        lambda: food.coffee(
            _front("Wamena", "arabika Baliem", "200 g", "Baliem", "#f1e6d4", "#2b1d16", "#8d2f2a", "sun"),
            "#b98d5e",
            floor.linen_cloth(),
            bits.bean("#4a2c1a"),
            seed=8,
        )
    ],
    "MNM-0006": [
        lambda: food.caddy(
            _front(
                "Teh Ciwidey", "teh hitam daun utuh", "100 g", "Kebun Rakyat", "#24402f", "#f1e6c8", "#d0a24a", "leaf"
            ),
            "#24402f",
            floor.SAGE,
            poured="#a8521c",
        )
    ],
    "MNM-0007": [
        lambda: food.box_of(
            _front("Teh Kelor", "daun kelor Flores", "20 kantong", "Wolo", "#eef3e0", "#1f4030", "#5d8a3c", "leaf"),
            _front("Kelor", "moringa", "20 × 2 g", "Wolo", "#eef3e0", "#1f4030", "#5d8a3c", "leaf"),
            "#e4ecd2",
            floor.MIST,
            beside=_herbs((0.75, 0.5), (1.0, 0.2), (0.6, 0.8)),
        )
    ],
    "MNM-0008": [
        lambda: food.drink(
            _wrap("Kunyit Asam", "jamu · 250 ml", "#fdf3d4", "#4a2c10", "#c8811c", "leaf"),
            "sauce",
            "#d98a14",
            Backdrop("#f0dcae", "#e9cf96"),
            beside=_turmeric(),
        )
    ],
    "MNM-0009": [
        lambda: food.snack(
            _front("Wedang Uwuh", "rempah Imogiri", "5 sachet", "Bu Yati", "#f6e0d0", "#4a1c16", "#b8332e", "flower"),
            "#a5432b",
            floor.linen_cloth(),
            lambda random: (bits.clove if random.random() < 0.35 else bits.stick("#a03a24", 0.32, 0.03, bent=0.05))(
                random
            ),
            "#6a2c1c",
            seal="#7a2a1c",
            count=60,
        )
    ],
    "MNM-0010": [
        lambda: food.drink(
            _wrap("Sirup Pala", "Banda Neira · 500 ml", "#f7ecd6", "#3a2a16", "#b0532c", "nut"),
            "slim",
            "#b5562a",
            floor.BLUSH,
            beside=bits.scattered(
                bits.seed("#7a5436", (0.16, 0.12, 0.12), bump=0.12),
                [(-0.6, 0.4), (-0.4, 0.65), (0.35, 0.75)],
                rest=0.11,
                number=2,
            ),
        )
    ],
    "MNM-0011": [
        lambda: food.box_of(
            _front("Jahe Merah", "minuman serbuk", "10 × 20 g", "Sehat Waras", "#fbe9d2", "#5a1c12", "#c8511c", "leaf"),
            _front("Jahe", "merah", "200 g", "Sehat Waras", "#fbe9d2", "#5a1c12", "#c8511c", "leaf"),
            "#f4dcbc",
            floor.HONEY,
            beside=bits.scattered(
                bits.lump("#b5733c", 0.2, shine=0.01, bump=0.6),
                [(0.7, 0.5), (1.0, 0.3), (0.95, 0.75)],
                rest=0.12,
                number=7,
            ),
        )
    ],
}


SPICES: Mapping[str, list[Picture]] = {
    "AGR-0001": [lambda: food.whole_nutmeg(floor.stone())],
    "AGR-0002": [lambda: food.spice_bowl(bits.clove, 100, "#4a2f1f", floor.linen_cloth(), loose=12)],
    "AGR-0003": [
        lambda: food.bundles(
            bits.stick("#2c1a12", 2.3, 0.042, bent=0.05, shine=0.045, loose=False),
            17,
            "#c9a873",
            floor.CHALK,
            thick=0.045,
        )
    ],
    "AGR-0004": [
        lambda: food.bundles(
            lambda random: placed(bits.quill(random), (0, 90, 0)),
            7,
            "#e0cfa8",
            floor.whitewashed(),
            thick=0.11,
            number=2,
        )
    ],
    "AGR-0005": [
        lambda: food.spice_bowl(
            bits.seed("#d9d0ba", (0.062, 0.06, 0.062)), 170, "#b5aa90", floor.dark_linen(), loose=24, rest=0.06
        )
    ],
    "AGR-0006": [
        lambda: food.spice_bowl(
            bits.seed("#7a4428", (0.15, 0.07, 0.1), bump=0.1), 80, "#4a2818", floor.teak(), coconut=False
        )
    ],
    "AGR-0008": [
        lambda: food.drink(
            _wrap("VCO", "minyak kelapa murni · 250 ml", "#f3f6ee", "#2c4a3a", "#5d8a5c", "drop"),
            "sauce",
            "#e6e8d6",
            floor.SAGE,
            beside=food.coconut_half(),
            glass=False,
        )
    ],
    "AGR-0009": [
        lambda: food.meal(
            _front("Tepung Sagu", "sagu ihur Ambon", "1 kg", "Hatukau", "#f4f1e8", "#2c3a30", "#8a6a3c", "leaf"),
            "#efe9dc",
        )
    ],
    "AGR-0007": [
        lambda: food.sack(bits.bean("#9aa07a"), 150, "#7f8662", stamp(("GAYO", "GRADE 1", "60 KG")), floor.teak())
    ],
}


WELLNESS: Mapping[str, list[Picture]] = {
    "WLN-0001": [lambda: spa.soaps(("#c9d3b4", "#e4cda8", "#d8a890", "#b7a08a"))],
    "WLN-0002": [
        lambda: spa.oil_bottle(
            _wrap("Kayu Putih", "minyak asli Buru · 60 ml", "#eef1e2", "#22402c", "#4f7a4a", "leaf"),
            "#d9dfa8",
            floor.SAGE,
            box=_front("Kayu Putih", "minyak asli Buru", "60 ml", "Waeapo", "#eef1e2", "#22402c", "#4f7a4a", "leaf"),
        )
    ],
    "WLN-0003": [
        lambda: spa.scrub(
            _wrap("Lulur Boreh", "rempah Bali · 200 g", "#f3ead8", "#3a2a1c", "#a5673a", "flower"), "#c9974f"
        )
    ],
    "WLN-0004": [
        lambda: spa.incense(_front("Dupa", "cendana", "50 batang", "Sekar", "#3b2a22", "#e9d3a4", "#c8923a", "flower"))
    ],
    "WLN-0005": [
        lambda: spa.candle_jar(_wrap("Cempaka", "lilin aroma · 180 g", "#f3ead8", "#3a2a1c", "#a5673a", "flower"))
    ],
    "WLN-0006": [
        lambda: spa.massage_oil(_wrap("Kamboja", "minyak pijat · 250 ml", "#f6efe0", "#3a2a1c", "#c8923a", "flower"))
    ],
    "WLN-0007": [
        lambda: spa.mask_powder(_wrap("Bedak Dingin", "Galuh Banjar · 80 g", "#f3e6ea", "#4a1c3a", "#a5437a", "flower"))
    ],
    "WLN-0008": [
        lambda: spa.bath_salt(_wrap("Garam Amed", "garam mandi · 400 g", "#f4eee8", "#2c3a40", "#c9788a", "drop"))
    ],
}
