"""Runs Orca with a voice that writes down what it would say.

    python3 orca_in_words.py PREFERENCES WORDS

Each line of the file WORDS is JSON: {"number": 3, "says": "Search entry.", "until": 1795757690.9} for an utterance with
the time at which it would be said to its end, {"cut": [3, 4]} for those that were stopped before. Nothing sounds, and speaking takes as long
as it would: that is how what is cut off is known.

Orca's own program refuses to run beside another Orca of the same person. Here it is started as that program does it, but for that question:
it reads another display, on a bus of its own.
"""

import itertools
import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi
from orca import debug  # noqa: F401  Orca's modules expect it first.
from orca import orca, settings, speechserver
from orca.chnames import getCharacterName

# Some 190 words a minute.
LETTERS_A_SECOND = 16

SETTINGS = {
    "speechServerFactory": "orca_in_words",
    "speechFactoryModules": ["orca_in_words"],
    "speechServerInfo": None,
    "enableSpeech": True,
    "enableBraille": False,
    "enableBrailleMonitor": False,
    "enableSound": False,
    "enableKeyEcho": False,
    "sayAllOnLoad": False,
    "orcaModifierKeys": ["Insert", "KP_Insert"],
}


class Voice:
    """Says one utterance after another, in a file."""

    def __init__(self, path):
        self._lines = open(path, "a", buffering=1, encoding="utf-8")
        self._numbers = itertools.count()
        # The number and the end of each utterance that has not been said to its end.
        self._waiting = []

    def _write(self, **line):
        self._lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    def say(self, text):
        text = " ".join(text.split())
        if not text:
            return
        now = time.time()
        self._waiting = [(number, end) for number, end in self._waiting if end > now]
        begin = self._waiting[-1][1] if self._waiting else now
        number, end = next(self._numbers), begin + len(text) / LETTERS_A_SECOND
        self._waiting.append((number, end))
        self._write(number=number, says=text, until=end)

    def stop(self):
        now = time.time()
        cut = [number for number, end in self._waiting if end > now]
        self._waiting = []
        if cut:
            self._write(cut=cut)


class SpeechServer(speechserver.SpeechServer):
    """What Orca asks of something that speaks."""

    voice = None

    @staticmethod
    def getFactoryName():
        return "In words"

    @staticmethod
    def getSpeechServers():
        return [SpeechServer()]

    @staticmethod
    def getSpeechServer(info=None):
        return SpeechServer()

    @staticmethod
    def shutdownActiveServers():
        pass

    def __init__(self):
        super().__init__()
        if SpeechServer.voice is None:
            SpeechServer.voice = Voice(sys.argv[2])

    def getInfo(self):
        return ["In words", "in-words"]

    def getVoiceFamilies(self):
        return []

    def speak(self, text=None, acss=None, interrupt=True):
        self.voice.say(text or "")

    def speakCharacter(self, character, acss=None):
        self.voice.say(getCharacterName(character))

    def speakKeyEvent(self, event, acss=None):
        self.voice.say(event.getKeyName())

    def sayAll(self, utteranceIterator, progressCallback):
        for context, _ in utteranceIterator:
            self.voice.say(context.utterance)

    def stop(self):
        self.voice.stop()


def main():
    # Orca imports this file by its name, as a second module: both are to be one.
    sys.modules["orca_in_words"] = sys.modules["__main__"]
    # On a busy machine Firefox can take longer to answer than Orca waits, which then says nothing: 0.8 s, here in milliseconds.
    # Where starting takes longer than so many seconds, Orca ends itself.
    Atspi.set_timeout(60_000, 60_000)
    settings.timeoutTime = 0
    manager = orca.getSettingsManager()
    manager.activate(sys.argv[1], SETTINGS)
    return orca.main()


if __name__ == "__main__":
    sys.exit(main())
