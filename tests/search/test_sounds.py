"""Spellings of one name sound alike; what sounds alike is still told apart where it is another name."""

import pytest

from clauses.folding import fold
from clauses.search_index.sounds import sound

ALIKE = """
Şuşa Shusha Susha Шуша ŞUŞA şusa
Əliyev Aliyev Алиев Eliyev Aliev
Naxçıvan Nahçıvan Nakhchivan Naxcivan Nahcivan
Нахичевань Nakhichevan
Зангезур Zəngəzur Zengezur Zangazur
Çavuşoğlu Cavusoglu Chavushoglu Чавушоглу
Ceyhun Jeyhun Джейхун
Qəbələ Gabala Габала Qabala
Ağdam Aghdam Агдам Agdam
Cəbrayıl Jabrayil Джебраил Jebrail
İlham Ilham Ильхам Ilkham
Erdoğan Erdogan Эрдоган Erdoghan
Xankəndi Khankendi Ханкенди Hankendi
Gəncə Ganja Гянджа Gence
Laçın Lachin Лачин Lacin
Məmmədov Mammadov Маммадов Memmedov
Qarabağ Garabagh
Karabağ Karabakh Карабах
Hüseynov Huseynov Хусейнов
Iğdır Igdir Ыгдыр
"""


@pytest.mark.parametrize("spellings", ALIKE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_spellings_of_one_name_sound_alike(spellings):
    assert len({sound(spelling) for spelling in spellings.split()}) == 1


def test_other_names_sound_otherwise():
    names = [line.split()[0] for line in ALIKE.strip().splitlines()]
    assert len({sound(name) for name in names}) == len(names)


@pytest.mark.parametrize("word", ["Şuşa", "Çavuşoğlu", "Нахичевань", "İĞDIR", "Məmmədov", "Ёлкин"])
def test_a_folded_word_sounds_as_the_word_itself(word):
    assert sound(fold(word)) == sound(word)
