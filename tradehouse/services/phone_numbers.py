"""Whether a phone number is one that is given out, by the numbering plans of all countries (libphonenumber)."""

from tradehouse.domain.language import N_, Message


def phone_doubt(stored: str) -> Message | None:
    """Return what is doubtful about stored numbers, several parted by " / "; None where all are of a plan.

    Numbers that do not begin with "+" stand as somebody typed them and have been told of when they were read.
    """
    import phonenumbers

    for number in (part for part in stored.split(" / ") if part.startswith("+")):
        try:
            sound = phonenumbers.is_valid_number(phonenumbers.parse(number, None))
        except phonenumbers.NumberParseException:
            sound = False
        if not sound:
            text = N_("{number} is no number that is given out anywhere. Compare the digits with the card or the chat.")
            return Message(text, {"number": number})
    return None
