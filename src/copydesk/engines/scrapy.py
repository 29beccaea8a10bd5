"""Scrapy: an item pipeline that cleans a field of each item."""

from __future__ import annotations

from typing import Any

from copydesk._extras import need
from copydesk.pipeline.default import DEFAULT


class CleanText:
    """Switch it on with `ITEM_PIPELINES = {"copydesk.engines.scrapy.CleanText": 300}`. The setting
    `COPYDESK_FIELD` names the field, if not `text`; a subclass sets another `pipeline`."""

    pipeline = DEFAULT
    field = "text"

    @classmethod
    def from_crawler(cls, crawler: Any) -> CleanText:
        self = cls()
        self.field = crawler.settings.get("COPYDESK_FIELD", cls.field)
        return self

    def process_item(self, item: Any) -> Any:
        fields = need("itemadapter", "scrapy").ItemAdapter(item)
        if isinstance(text := fields.get(self.field), str):
            fields[self.field] = self.pipeline(text)
        return item
