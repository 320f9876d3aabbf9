"""Media types, as servers, archives and mails name them, to the suffixes of files of that kind."""

from __future__ import annotations

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/zstd": ".zst",
    "application/warc": ".warc",
    "application/vnd.apache.parquet": ".parquet",
}
"""Types that say what is in a thing; those of `VAGUE` do not."""

VAGUE = ("", "application/xml", "text/xml", "application/octet-stream", "binary/octet-stream")


def suffix_of(media_type: str) -> str:
    """The suffix for a media type, empty where it says nothing."""
    return SUFFIXES.get(media_type, "")
