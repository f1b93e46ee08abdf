"""What tests of every folder share: a real hall, a real media server, real browsers."""

pytest_plugins = ["tests.machines", "tests.browsers"]
