"""Practice profiles: one TOML file per jurisdiction, and the loader that refuses a wrong one."""

from bot.profiles.loader import ProfileError, load_profiles, profile

__all__ = ["ProfileError", "load_profiles", "profile"]
