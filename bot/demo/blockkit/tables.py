"""Block Kit's tables and charts: `table`, `data_table` and `data_visualization`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.demo.blockkit.richtext import RichText
from bot.demo.blockkit.text import Block, Part

Number = Annotated[float, Field(allow_inf_nan=False)]
Label = Annotated[str, Field(min_length=1, max_length=20)]


class RawText(Part):
    type: Literal["raw_text"]
    text: Annotated[str, Field(min_length=1)]

    @property
    def characters(self) -> int:
        return len(self.text)


class RawNumber(Part):
    type: Literal["raw_number"]
    value: Number
    text: Annotated[str, Field(min_length=1)]

    @property
    def characters(self) -> int:
        return len(self.text)


Cell = Annotated[RawText | RawNumber | RichText, Field(discriminator="type")]
Row = Annotated[list[Cell], Field(min_length=1, max_length=20)]


class ColumnSetting(Part):
    align: Literal["left", "center", "right"] | None = None
    is_wrapped: bool | None = None


class Grid(Block):
    """What both tables share: every row has as many cells as the first."""

    rows: list[Row]

    @model_validator(mode="after")
    def _rows_are_equally_long(self) -> Self:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.rows[0]):
                raise PydanticCustomError(
                    "uneven_rows",
                    "row {row} has {cells} cells where the first has {first}",
                    {"row": number, "cells": len(row), "first": len(self.rows[0])},
                )
        return self

    @property
    def characters(self) -> int:
        return sum(cell.characters for row in self.rows for cell in row)


class Table(Grid):
    type: Literal["table"]
    rows: Annotated[list[Row], Field(min_length=1, max_length=100)]
    column_settings: Annotated[list[ColumnSetting | None], Field(max_length=20)] | None = None


class DataTable(Grid):
    """A header and 1 to 100 rows.

    Slack's page has said 100 rows and later 200; what passes here passes under both.
    """

    type: Literal["data_table"]
    caption: Annotated[str, Field(min_length=1)]
    rows: Annotated[list[Row], Field(min_length=2, max_length=101)]
    page_size: Annotated[int, Field(ge=1, le=100)] | None = None
    row_header_column_index: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _header_is_plain(self) -> Self:
        if any(isinstance(cell, RichText) for cell in self.rows[0]):
            raise PydanticCustomError("rich_header", "the header row takes no rich_text")
        if (self.row_header_column_index or 0) >= len(self.rows[0]):
            raise PydanticCustomError("no_such_column", "row_header_column_index names no column of this table")
        return self


class Segment(Part):
    label: Label
    value: Annotated[Number, Field(gt=0)]


class Pie(Part):
    """Six segments are in Slack's page; newer libraries allow twelve. What passes here passes under both."""

    type: Literal["pie"]
    segments: Annotated[list[Segment], Field(min_length=1, max_length=6)]


class Point(Part):
    label: Label
    value: Number


class Series(Part):
    name: Label
    data: Annotated[list[Point], Field(min_length=1, max_length=20)]


class Axes(Part):
    categories: Annotated[list[Label], Field(min_length=1, max_length=20)]
    x_label: Annotated[str, Field(max_length=50)] | None = None
    y_label: Annotated[str, Field(max_length=50)] | None = None


class Plot(Part):
    type: Literal["line", "bar", "area"]
    series: Annotated[list[Series], Field(min_length=1, max_length=6)]
    axis_config: Axes

    @model_validator(mode="after")
    def _every_series_has_every_category(self) -> Self:
        categories = self.axis_config.categories
        if len(set(categories)) != len(categories):
            raise PydanticCustomError("same_category", "two categories have the same label")
        if len({series.name for series in self.series}) != len(self.series):
            raise PydanticCustomError("same_name", "two series have the same name")
        for series in self.series:
            if [point.label for point in series.data] != categories:
                raise PydanticCustomError(
                    "gap", "series {name} needs exactly one value for each category, in order", {"name": series.name}
                )
        return self


class DataVisualization(Block):
    type: Literal["data_visualization"]
    title: Annotated[str, Field(min_length=1, max_length=50)]
    chart: Annotated[Pie | Plot, Field(discriminator="type")]
