"""The pictures of craft, cloth, clothes, jewellery, things for the house and furniture."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sample_drawing import backdrops as floor
from sample_drawing import (
    basketry,
    batik,
    carving,
    cloth,
    decor,
    fashion,
    furniture,
    jewellery,
    leather,
    metalware,
    playthings,
    puppets,
    spa,
    woven,
)
from sample_drawing.cloth import textile
from sample_drawing.studio import Scene

Picture = Callable[[], Scene]


def closer(scene: Scene, fill: float = 1.9, shift: tuple[float, float] = (0.0, 0.0)) -> Scene:
    """Return the same set seen close up: the picture of the work itself."""
    return replace(scene, fill=fill, shift=shift)


CRAFT: Mapping[str, list[Picture]] = {
    "KRY-0001": [basketry.lidded, lambda: closer(basketry.lidded(), 1.8, (0.16, 0.06))],
    "KRY-0002": [basketry.laundry],
    "KRY-0003": [basketry.storage_box],
    "KRY-0004": [puppets.wayang_kulit],
    "KRY-0005": [puppets.wayang_golek],
    "KRY-0006": [puppets.panji_mask],
    "KRY-0007": [carving.cat],
    "KRY-0008": [playthings.dakon],
    "KRY-0009": [playthings.toy_truck],
    "KRY-0010": [playthings.angklung],
    "KRY-0011": [playthings.tifa],
    "KRY-0012": [puppets.bark_painting],
    "KRY-0013": [playthings.chicken_bank],
    "KRY-0014": [metalware.copper_jug],
    "KRY-0015": [carving.paper_bowl],
    "KRY-0016": [spa.batik_candles],
    "KRY-0017": [lambda: leather.phone_pouch("#a5673a")],
}


TEXTILES: Mapping[str, list[Picture]] = {
    "WST-0001": [
        lambda: cloth.folded([textile(batik.parang(), 1.15, 1.15)] * 2, floor.teak()),
        lambda: cloth.hanging(textile(batik.parang(), 0.95, 1.25), floor.wall()),
    ],
    "WST-0002": [
        lambda: cloth.folded(
            [textile(batik.ceplok(), 1.4, 1.4), textile(batik.truntum(), 1.4, 1.4), textile(batik.kawung(), 1.4, 1.4)],
            floor.OAT,
        )
    ],
    "WST-0003": [lambda: cloth.hanging(textile(batik.truntum(), 1.25, 1.65), floor.wall("#ddd5c8", "#c3b8a6"))],
    "WST-0004": [lambda: cloth.hanging(textile(batik.mega_mendung(), 1.1, 1.45), floor.wall())],
    "WST-0005": [
        lambda: cloth.folded(
            [textile(batik.pesisir("#5d1420", "#c99a3f", "#e8d2a4", 9), 1.1, 1.1), textile(batik.pesisir(), 1.1, 1.1)],
            floor.BLUSH,
        )
    ],
    "WST-0006": [
        lambda: cloth.hanging(textile(woven.ikat(), 1, 1), floor.wall("#e3dbcd", "#c9bda9"), fringe="#e6d8bd"),
    ],
    "WST-0007": [
        lambda: cloth.folded([textile(woven.songket(), 1.3, 1.3)], floor.dark_linen()),
    ],
    "WST-0008": [
        lambda: cloth.laid_out(textile(woven.ulos(), 1, 1), floor.stone(), width=1.6, length=2.6, fringe="#3a1014")
    ],
    "WST-0009": [lambda: cloth.bolt(textile(woven.lurik(), 2, 1), floor.LINEN)],
    "WST-0010": [
        lambda: cloth.bolt(
            textile(woven.lurik(7, ("#22324f", "#dfe3e6", "#5f7fa5", "#c9a46a", "#16213a")), 2, 1), floor.MIST
        )
    ],
    "WST-0011": [lambda: cloth.hanging(textile(woven.sasirangan(), 1, 1.3), floor.wall("#e9e4d8", "#d0c8b8"))],
    "WST-0012": [lambda: cloth.folded([textile(woven.ecoprint(), 1.5, 1.5)] * 2, floor.CHALK)],
    "WST-0013": [
        lambda: cloth.over_rack(
            [textile(woven.tapis(), 0.6, 1.4), textile(woven.tapis("#4a1a1c", "#e0b75a"), 0.6, 1.4)]
        )
    ],
}


FASHION: Mapping[str, list[Picture]] = {
    "FSY-0001": [lambda: fashion.shirt(fashion.parade(batik.parang()), floor.wall())],
    "FSY-0004": [lambda: fashion.shirt(fashion.parade(batik.kawung()), floor.LINEN, long=True)],
    "FSY-0005": [lambda: fashion.kebaya("#f0e2d2", "#b8455a", floor.BLUSH)],
    "FSY-0006": [basketry.ata_bag],
    "FSY-0007": [lambda: leather.satchel("#7d4424", floor.LINEN)],
    "FSY-0008": [lambda: leather.satchel("#2b2523", floor.MIST)],
    "FSY-0009": [lambda: leather.wallet("#6b3a20")],
    "FSY-0010": [lambda: leather.shoes("#7a4526", floor.MIST)],
    "FSY-0011": [lambda: leather.shoes("#3a241a", floor.OAT)],
    "FSY-0013": [leather.kelom],
    "FSY-0014": [lambda: fashion.tote(textile(batik.truntum(), 1.2, 1.05), floor.OAT)],
    "FSY-0015": [lambda: cloth.looped(textile(woven.ecoprint(), 1.2, 3.5), floor.CHALK)],
    "FSY-0016": [fashion.straw_hat],
    "FSY-0017": [lambda: fashion.blangkon(textile(batik.ceplok(), 2, 1))],
    "FSY-0018": [lambda: fashion.vest(textile(woven.lurik(), 3, 1))],
    "FSY-0019": [lambda: basketry.noken(floor.wall())],
    "FSY-0020": [lambda: fashion.folded_hijab(("#b98a7a", "#8f9a86", "#d9c3a6", "#6f7f94"))],
}


ACCESSORIES: Mapping[str, list[Picture]] = {
    "AKS-0001": [jewellery.pearl_necklace],
    "AKS-0002": [jewellery.pearl_earrings],
    "AKS-0003": [jewellery.filigree_brooch],
    "AKS-0004": [lambda: jewellery.ring("#1f6f6a")],
    "AKS-0005": [lambda: jewellery.bangle(jewellery.OLD_SILVER, floor.SLATE)],
    "AKS-0006": [jewellery.bead_necklace],
    "AKS-0007": [jewellery.bead_bracelets],
    "AKS-0008": [jewellery.wooden_earrings],
    "AKS-0009": [lambda: jewellery.ring("#2f8f55", floor.SLATE)],
    "AKS-0010": [lambda: jewellery.bangle(jewellery.COPPER, floor.stone(), count=2, twist=True)],
}


HOME: Mapping[str, list[Picture]] = {
    "DKR-0001": [basketry.pendant_lamp],
    "DKR-0002": [decor.vase],
    "DKR-0003": [basketry.sunburst_mirror],
    "DKR-0004": [
        lambda: decor.cushions(woven.ikat_flores(), woven.ikat_flores("#5d2a22", "#e0c08a", "#22304f"), floor.LINEN)
    ],
    "DKR-0005": [decor.tea_set],
    "DKR-0006": [decor.mugs],
    "DKR-0007": [decor.dinner_set],
    "DKR-0008": [basketry.wall_plates],
    "DKR-0009": [basketry.placemats],
    "DKR-0010": [decor.cutting_board],
    "DKR-0011": [lambda: fashion.sarong_table(textile(batik.pesisir(), 1, 2))],
    "DKR-0012": [metalware.copper_lamp],
    "DKR-0013": [lambda: decor.tray(batik.parang())],
    "DKR-0014": [decor.bird_mobile],
    "DKR-0015": [basketry.bread_baskets],
}


FURNITURE: Mapping[str, list[Picture]] = {
    "MBL-0001": [furniture.rattan_armchair, lambda: closer(furniture.rattan_armchair(), 1.7, (0.05, 0.16))],
    "MBL-0002": [furniture.peacock_chair],
    "MBL-0003": [furniture.carved_chair],
    "MBL-0004": [furniture.round_table],
    "MBL-0005": [furniture.stool],
    "MBL-0006": [furniture.child_chair],
    "MBL-0007": [furniture.bamboo_shelf],
    "MBL-0008": [furniture.bench],
}


OTHERS: Mapping[str, list[Picture]] = {
    "LGM-0001": [metalware.knives],
    "LGM-0002": [metalware.gong],
    "MSN-0001": [lambda: metalware.roaster(metalware.plate_picture("SANGRAI 1 KG"))],
    "ELK-0001": [playthings.radio],
    "KIM-0001": [
        lambda: decor.tiles(
            batik.ceplok("#3f5f66", "#ece5d4", "#c9803c"), batik.kawung("#8a4a34", "#ece5d4", "#3f5f66")
        )
    ],
    "JSA-0001": [metalware.canting],
}
