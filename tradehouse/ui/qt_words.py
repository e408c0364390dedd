"""Qt's own words in our languages: the menus of editors, standard buttons, the steps of a dialog.

Qt ships no Indonesian, and its Windows and Linux builds differ in what they ship at all; so these few come from our
translation files like every other text.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from tradehouse.domain.language import N_, _, current_language, set_language

_LOCALES = {"id": "id_ID", "en": "en_GB"}

WORDS: Mapping[str, str] = {
    # what Qt asks for, without its marks for keys: our msgid
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "Save": N_("Save"),
    "Save All": N_("Save all"),
    "Don't Save": N_("Don't save"),
    "Discard": N_("Discard"),
    "Open": N_("Open"),
    "Yes": N_("Yes"),
    "No": N_("No"),
    "Apply": N_("Apply"),
    "Reset": N_("Reset"),
    "Retry": N_("Try again"),
    "Ignore": N_("Ignore"),
    "Abort": N_("Stop"),
    "Help": N_("Help"),
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Copy Link Location": N_("Copy the link"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Clear": N_("Clear"),
    "Select All": N_("Select all"),
    "Step up": N_("One more"),
    "Step down": N_("One less"),
    "Back": N_("Back"),
    "Next": N_("Next"),
    "Finish": N_("Finish"),
    "Show Details...": N_("Show details…"),
    "Hide Details...": N_("Hide details…"),
    "Look in:": N_("Look in:"),
    "File name:": N_("File name:"),
    "Files of type:": N_("Files of type:"),
    "Directory:": N_("Folder:"),
    "New Folder": N_("New folder"),
    "Create New Folder": N_("Create a new folder"),
    "Parent Directory": N_("One folder up"),
    "List View": N_("List"),
    "Detail View": N_("Details"),
    "Choose": N_("Choose"),
    "Name": N_("Name"),
    "Size": N_("Size"),
    "Type": N_("Type"),
    "Date Modified": N_("Changed on"),
    "All Files (*)": N_("All files (*)"),
}


class QtWords(QTranslator):
    """Answers in the language of the moment; what it does not know stays as Qt wrote it."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, _context: str, text: str, _hint: str | None = None, _count: int = -1) -> str:
        msgid = WORDS.get(text.replace("&", "").strip("<> "))
        return _(msgid) if msgid else text


def speak(app: QCoreApplication, language: str) -> None:
    """Let the program speak a language of LANGUAGES, Qt's own words, months and numbers included.

    Widgets that are there already keep the words they were made with.
    """
    set_language(language)
    QLocale.setDefault(QLocale(_LOCALES[current_language()]))
    if app.findChild(QtWords) is None:
        app.installTranslator(QtWords(app))
