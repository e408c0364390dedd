"""What kind of list came back: an order form or a showcase list."""

from pathlib import Path

from tradehouse.domain.progress import Progress
from tradehouse.exchange.order_forms import read_form
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.offers.showcase_returns import BROUGHT, SOLD, ShowcasePlan, plan_showcase
from tradehouse.services.orders.planning import ORDER_COLUMN, OrderPlan, plan_order


def plan_return(catalogue: Catalogue, path: Path, progress: Progress | None = None) -> OrderPlan | ShowcasePlan:
    """Compare a list that came back with what was sent, as what it is. Raises as plan_order and plan_showcase do."""
    form = read_form(path, progress or Progress())
    if not form.has(ORDER_COLUMN) and (form.has(BROUGHT) or form.has(SOLD)):
        return plan_showcase(catalogue, path, form=form)
    return plan_order(catalogue, path, form=form)
