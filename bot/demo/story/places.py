"""Where people and scripts sit: cities and their addresses, all from the ranges that are reserved for documentation."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from bot.demo.rows import Row


@dataclass(frozen=True)
class Place:
    """A city as the sign-in log knows it."""

    city: str
    state: str
    country: str
    latitude: float
    longitude: float
    network: str
    """How the addresses of people at home begin."""
    asn: int
    network_name: str | None = None
    """Set for a named network, which the tenant trusts."""

    @cached_property
    def printed(self) -> Row:
        """Graph's `location`; beta prints no coordinates for most rows, v1.0 does."""
        coordinates = {"altitude": None, "latitude": self.latitude, "longitude": self.longitude}
        return {
            "city": self.city,
            "state": self.state,
            "countryOrRegion": self.country,
            "geoCoordinates": coordinates,
        }

    def address(self, rng: Random) -> str:
        """Some address of this place."""
        return f"{self.network}{rng.randrange(1, 255)}"


OFFICE = Place("Amsterdam", "Noord-Holland", "NL", 52.37, 4.89, "203.0.113.", 64496, "Head office")
AMSTERDAM = Place("Amsterdam", "Noord-Holland", "NL", 52.37, 4.89, "198.51.100.", 64497)
ROTTERDAM = Place("Rotterdam", "Zuid-Holland", "NL", 51.92, 4.48, "198.18.1.", 64497)
PARIS = Place("Paris", "Ile-de-France", "FR", 48.86, 2.35, "198.18.2.", 64498)
BERLIN = Place("Berlin", "Berlin", "DE", 52.52, 13.41, "198.18.3.", 64499)
LONDON = Place("London", "Greater London", "GB", 51.51, -0.13, "198.18.4.", 64500)
SEATTLE = Place("Seattle", "Washington", "US", 47.61, -122.33, "198.18.5.", 64501)
SYDNEY = Place("Sydney", "New South Wales", "AU", -33.87, 151.21, "198.18.6.", 64502)
TORONTO = Place("Toronto", "Ontario", "CA", 43.65, -79.38, "198.18.7.", 64503)
HANOI = Place("Hanoi", "Ha Noi", "VN", 21.03, 105.85, "192.0.2.", 64506)
DATACENTRE = Place("Dublin", "Dublin", "IE", 53.35, -6.26, "198.19.0.", 64507)

HOMES = (AMSTERDAM, ROTTERDAM, PARIS, BERLIN, LONDON, SEATTLE)
CUSTOMER_PLACES = {AMSTERDAM: 30, ROTTERDAM: 18, PARIS: 14, BERLIN: 14, LONDON: 10, SEATTLE: 6, SYDNEY: 4, TORONTO: 4}
KNOWN_COUNTRIES = frozenset(place.country for place in (*HOMES, TORONTO, SYDNEY, DATACENTRE))
"""Those that the policy on locations names."""
