import pytest

from feedback import rules


@pytest.mark.parametrize(
    ("addresses", "extra", "copies"), [(5200, 50, 5450), (1000, 0, 1050), (100, 0, 150), (50, 0, 100)]
)
def test_copies_are_addresses_with_spoilage_rounded_up_to_a_parcel(addresses, extra, copies):
    """Handbook 11: addresses + 3% + library and councillor copies, rounded up to 50."""
    assert rules.copies_for(addresses, extra=extra) == copies
