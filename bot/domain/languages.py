"""The languages that people may be noted to use, most asked for first; words exist for few of them."""

# One list that a person can look through: Slack's has room for a hundred. Signed languages count.
LANGUAGES = (
    *("en", "es", "ase", "asf"),
    *("ak", "am", "ar", "az", "bg", "bn", "bo", "bs", "ckb", "cs", "de", "din", "el", "fa"),
    *("fi", "fr", "gn", "gu", "ha", "haz", "he", "hi", "hmn", "hr", "ht", "hu", "hy", "id", "ig", "it", "ja"),
    *("ka", "kjb", "kk", "km", "ko", "kri", "ksw", "ku", "lg", "ln", "lo", "lt", "luo", "lv", "mam", "mg"),
    *("mh", "mk", "ml", "mn", "ms", "my", "ne", "nl", "nus", "nv", "om", "pa", "pl", "prs", "ps", "pt"),
    *("qu", "quc", "rhg", "rn", "ro", "ru", "rw", "si", "sk", "sm", "sn", "so", "sq", "sr", "sv", "sw", "ta"),
    *("te", "tg", "th", "ti", "tl", "to", "tr", "uk", "ur", "uz", "vi", "wo", "yo", "yue", "zh", "zu"),
)
