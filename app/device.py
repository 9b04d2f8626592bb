"""Which device this is, in words its owner knows it by. A small honest reading: what a browser says of itself, no more."""

from __future__ import annotations

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("CrOS", "a Chromebook"),
           ("Windows", "Windows"), ("Macintosh", "a Mac"), ("Linux", "Linux"))


def device_of(agent: str) -> str:
    """Browser and system by the User-Agent: “Firefox on Windows”. Nothing where it says neither."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    return f"{browser or 'A browser'} on {system}" if system else browser


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((word for sign, word in known if sign in agent), "")
