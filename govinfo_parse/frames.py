"""Tables of data as data frames of pandas and Polars and as Arrow tables. Each library is loaded here alone.

In: a `DataTable`. Out: a frame whose columns are typed by the kind of their values, not by what the values happen to
be: a column of whole numbers without any is one of whole numbers. Decimals stay exact: 6 places at least, more where a
value has more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, Final

from .encodable import encodable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .data_tables import DataColumn, DataTable

__all__ = ["to_arrow", "to_pandas", "to_polars"]

_NO_ARROW: Final = "to_arrow needs pyarrow; install it with: pip install 'govinfo-parse[arrow]'"
_NO_PANDAS: Final = "to_pandas needs pandas and pyarrow; install them with: pip install 'govinfo-parse[pandas]'"
_NO_POLARS: Final = "to_polars needs Polars; install it with: pip install 'govinfo-parse[polars]'"

# What 128 bits hold; and the places of 万元 that go down to the 分 (0.01 元).
_DIGITS: Final = 38
_PLACES: Final = 6
_EXACT: Final = Context(prec=100, traps=[])


def to_arrow(table: DataTable) -> pyarrow.Table:
    """The table as an Arrow table; see `DataTable.to_arrow`."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ImportError(_NO_ARROW) from error
    fields, arrays = [], []
    for column, values, kind in _typed(table, pa.string(), pa.int64(), pa.decimal128):
        fields.append(pa.field(column.name, kind, metadata=_metadata(column)))
        arrays.append(pa.array(values, kind))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def to_pandas(table: DataTable) -> pandas.DataFrame:
    """The table as a pandas data frame; see `DataTable.to_pandas`."""
    try:
        import pandas as pd
        import pyarrow as pa
    except ImportError as error:
        raise ImportError(_NO_PANDAS) from error
    known = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype()}
    return to_arrow(table).to_pandas(types_mapper=lambda kind: known.get(kind, pd.ArrowDtype(kind)))


def to_polars(table: DataTable) -> polars.DataFrame:
    """The table as a Polars data frame; see `DataTable.to_polars`."""
    try:
        import polars as pl
    except ImportError as error:
        raise ImportError(_NO_POLARS) from error
    columns = _typed(table, pl.String(), pl.Int64(), pl.Decimal)
    return pl.DataFrame([pl.Series(column.name, values, dtype=kind) for column, values, kind in columns])


def _typed(
    table: DataTable, text: Any, integer: Any, decimal: Callable[[int, int], Any]
) -> Iterator[tuple[DataColumn, Sequence[Any], Any]]:
    """Each column with its values and its type: one of these two, or one of decimals of so many digits and places."""
    for column in table.columns:
        values = _exact(table.values(column.name), column)
        if column.kind == "decimal":
            yield column, values, decimal(_DIGITS, _places(values))
        else:
            yield column, values, text if column.kind == "text" else integer


def _exact(values: Sequence[Any], column: DataColumn) -> Sequence[Any]:
    """The values as the libraries take them: numbers of a column of decimals as decimals."""
    if column.kind == "integer":
        return [None if value is None else int(value) for value in values]
    if column.kind == "text":
        return [encodable(value) if isinstance(value, str) else value for value in values]
    places = _places(values)
    return [None if value is None else _with_places(Decimal(value), places, column.name) for value in values]


def _with_places(value: Decimal, places: int, name: str) -> Decimal:
    if value.adjusted() + 1 + places > _DIGITS:
        raise ValueError(f"{name}: {value:f} has more digits than the decimals of a data frame; take the rows, or CSV")
    return value.quantize(Decimal(1).scaleb(-places, _EXACT), context=_EXACT)


def _places(values: Sequence[Any]) -> int:
    """How many places after the point the decimals of a column need."""
    found = (value.as_tuple().exponent for value in values if isinstance(value, Decimal))
    return max((_PLACES, *(-places for places in found if isinstance(places, int))))


def _metadata(column: DataColumn) -> dict[str, str]:
    """What is known of a column; what is not, is left out."""
    said = {"label": column.label, "label_en": column.english, "unit": column.unit}
    return {name: value for name, value in said.items() if value}
