"""Which scenes show which product of the sample: a list of pictures for each SKU, the main one first."""

from collections.abc import Mapping

from sample_drawing.shelf_goods import ACCESSORIES, CRAFT, FASHION, FURNITURE, HOME, OTHERS, TEXTILES, Picture
from sample_drawing.shelf_provisions import DRINKS, FOOD, SPICES, WELLNESS

PICTURES: Mapping[str, list[Picture]] = {
    **CRAFT,
    **TEXTILES,
    **FASHION,
    **ACCESSORIES,
    **FOOD,
    **DRINKS,
    **SPICES,
    **WELLNESS,
    **HOME,
    **FURNITURE,
    **OTHERS,
}
