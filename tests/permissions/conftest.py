from tests.site import world  # noqa: F401 - a fixture
