"""Fetching from the web: one fetcher, within limits, from public addresses alone."""

from briefbot.fetching.fetcher import Fetched, Fetcher, FetchError

__all__ = ["FetchError", "Fetched", "Fetcher"]
