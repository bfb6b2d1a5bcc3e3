"""A pin on the map finds its upazila or city."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from sanglap.directory.places.locating import Locator

WELL_KNOWN = [
    (23.8583, 90.2667, "Savar", "Dhaka"),
    (24.3065, 91.7296, "Sreemangal", "Moulvibazar"),
    (20.8623, 92.3058, "Teknaf", "Cox's Bazar"),
    (20.6237, 92.3234, "Teknaf", "Cox's Bazar"),  # Saint Martin's Island
    (21.8167, 90.1198, "Kalapara", "Patuakhali"),  # Kuakata
    (25.0310, 88.9769, "Badalgachhi", "Naogaon"),  # Paharpur
    (25.1636, 92.0174, "Gowainghat", "Sylhet"),  # Jaflong
    (23.7461, 90.3742, "Dhaka South City Corporation", "Dhaka"),  # Dhanmondi
    (23.8223, 90.3654, "Dhaka North City Corporation", "Dhaka"),  # Mirpur
    (24.0669, 89.0472, "Ishwardi", "Pabna"),  # Rooppur
    (22.4900, 91.4200, "Sandwip", "Chattogram"),
    (22.2353, 91.7910, "Chattogram City Corporation", "Chattogram"),  # Patenga
    (22.2700, 91.1000, "Hatiya", "Noakhali"),
    (26.4900, 88.3400, "Tentulia", "Panchagarh"),
    (24.5817, 90.3950, "Trishal", "Mymensingh"),
    (22.9000, 89.8800, "Tungipara", "Gopalganj"),
]


class TestAPin:
    """Rahima drops a pin where the bridge is broken."""

    @pytest.mark.parametrize(("latitude", "longitude", "name", "district"), WELL_KNOWN)
    def test_it_finds_well_known_places(
        self,
        locator: Locator,
        areas: dict[str, dict[str, str]],
        latitude: float,
        longitude: float,
        name: str,
        district: str,
    ) -> None:
        code = locator.find(latitude, longitude)
        assert code is not None
        assert areas[code]["name"] == name
        assert areas[areas[code]["parent_pcode"]]["name"] == district

    def test_outside_the_country_there_is_no_upazila(self, locator: Locator) -> None:
        assert locator.find(22.57, 88.36) is None

    @pytest.mark.parametrize("value", [math.nan, math.inf, 1e9])
    def test_a_place_that_is_not_on_earth_is_nowhere(self, locator: Locator, value: float) -> None:
        assert locator.find(value, 90.0) is None
        assert locator.find(23.0, value) is None

    def test_the_middle_of_every_upazila_and_city_lies_in_it(self, locator: Locator, areas: dict[str, dict[str, str]]) -> None:
        upazilas = [area for area in areas.values() if area["level"] == "3"]
        found = locator.find_many([float(a["lat"]) for a in upazilas], [float(a["lon"]) for a in upazilas])
        assert found == [area["pcode"] for area in upazilas]

    def test_unions_lie_in_their_upazila(self, locator: Locator, areas: dict[str, dict[str, str]]) -> None:
        unions = [area for area in areas.values() if area["level"] == "4" and area["lat"]]
        found = locator.find_many([float(a["lat"]) for a in unions], [float(a["lon"]) for a in unions])
        right = sum(code == union["parent_pcode"] for code, union in zip(found, unions, strict=True))
        assert right / len(unions) > 0.98


class TestManyPins:
    """A batch gives what one by one gives."""

    def test_a_batch_agrees_with_single_pins(self, locator: Locator) -> None:
        generator = np.random.default_rng(7)
        latitudes = list(generator.uniform(21.0, 26.5, 300))
        longitudes = list(generator.uniform(88.1, 92.6, 300))
        single = [locator.find(north, east) for north, east in zip(latitudes, longitudes, strict=True)]
        assert locator.find_many(latitudes, longitudes) == single
        assert any(single)

    def test_an_empty_batch_is_empty(self, locator: Locator) -> None:
        assert locator.find_many([], []) == []

    def test_latitudes_and_longitudes_come_in_pairs(self, locator: Locator) -> None:
        with pytest.raises(ValueError, match="as many latitudes as longitudes"):
            locator.find_many([1.0], [1.0, 2.0])


class TestOutlinesFromTheDatabase:
    """Outlines kept as well-known binary serve as well as the file."""

    def test_a_square_holds_its_points(self) -> None:
        locator = Locator.from_well_known_binary([("A", shapely.box(0, 0, 1, 1).wkb), ("B", shapely.box(1, 0, 2, 1).wkb)])
        assert locator.codes == ["A", "B"]
        assert locator.find_many([0.5, 0.5, 9.0], [0.5, 1.5, 9.0]) == ["A", "B", None]

    def test_a_pin_on_the_common_border_has_one_owner(self) -> None:
        locator = Locator.from_well_known_binary([("A", shapely.box(0, 0, 1, 1).wkb), ("B", shapely.box(1, 0, 2, 1).wkb)])
        assert locator.find(0.5, 1.0) == "A"

    def test_a_pin_in_the_river_belongs_to_the_nearest_bank(self) -> None:
        locator = Locator.from_well_known_binary([("A", shapely.box(0, 0, 1, 1).wkb)])
        assert locator.find(0.5, 1.01) == "A"
        assert locator.find(0.5, 1.5) is None
