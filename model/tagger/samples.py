"""Texts on which the native tagger is compared with scikit-learn whenever a model is loaded.

scikit-learn scores them once, when the model is trained, and its scores are stored with the model.

Each covers something that the two could treat differently: scripts, case, marks, word boundaries, lengths.
"""

# ruff: noqa: RUF001 - letters that look alike are intended here

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from model.tagger.normalisation import join_text
from model.tagger.tagger import Tagger

TEXTS: Final = (
    "",
    " ",
    "a",
    "I",
    "the the the the",
    "Object detection with PyTorch: a step-by-step guide",
    "GPT-2 (124M) fine-tuned on 1,024-token contexts!!",
    "Deploying models to Kubernetes; monitoring, drift & rollback",
    "snake_case, CamelCase, kebab-case and dotted.names in C++17",
    "No\nline\r\nbreaks\tor\x0btabs\x00matter\u2028here",
    "   leading,   repeated   and trailing spaces   ",
    "Übersetzung ÄÖÜß Straße STRASSE ſtraße",
    "İstanbul ISPARTA ıspanak DŽungla ǅ ǆ Ǆ",
    "ΑΣ ΣΑΣ σας ὈΔΥΣΣΕΎΣ",
    "Обработка естественного языка и ЗРЕНИЕ",
    "机器学习模型的部署与监控",
    "深層学習による画像認識、カタカナとひらがな。ﾊﾝｶｸ",
    "자연어 처리 모델 각",
    "التعلم العَمِيق ومعالجة اللغة",
    "הַמּוֹדֶל הָעִבְרִי",
    "मशीन लर्निंग हिन्दी क्षेत्र",
    "การเรียนรู้ของเครื่อง",
    "தமிழ் மொழி செயலாக்கம்",
    "cafe\u0301 caf\u00e9 CAFE\u0301 n\u0303 \u0301alone a\u0300\u0301\u0302\u0303b",
    "👩\u200d💻 emoji 🇩🇪 ☕\ufe0f and 1\ufe0f\u20e3 keycaps 👍🏽",
    "١٢٣ ４５６ Ⅷ ½ x² H₂O ⑦",
    "𝐁𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽 𐐔𐐯𐑅 𠜎𠜱𠝹 \U0001e900\U0001e943",
    "ﬁne oﬃce Ⅻ K Å Å",
    "zero\u200bwidth\u200cjoiners\u200dand\u00adhyphens",
    "\ud7ff\ue000\ufdd0\ufeff\ufffd\uffff\U0001fffe\U0010ffff",
    "x" * 300,
    "ab" * 40 + " " + "mississippi banana " * 30,
    "supercalifragilisticexpialidocious-antidisestablishmentarianism",
)

_TERMS_A_TEXT: Final = 8
_TEXTS_OF_TERMS: Final = 16


def sample_texts(tagger: Tagger) -> Sequence[str]:
    """Return the fixed texts, and texts of terms and of words with vectors that the tagger knows."""
    vectors = [] if tagger.vectors is None else tagger.vectors.every(_TERMS_A_TEXT * _TEXTS_OF_TERMS)
    terms = (tagger.words.terms, tagger.characters.terms, vectors)
    return [*TEXTS, *(text for known in terms for text in _term_texts(known))]


def sample_projects(tagger: Tagger) -> tuple[Sequence[str], Sequence[str]]:
    """Return the titles and the descriptions of sample projects, made of the sample texts."""
    titles = sample_texts(tagger)
    return titles, titles[::-1]


def digest_samples(tagger: Tagger) -> str:
    """Return the SHA-256, in hexadecimal, of the sample projects: scores are compared for equal ones only."""
    return hashlib.sha256(json.dumps(sample_projects(tagger)).encode()).hexdigest()


def score_samples(tagger: Tagger) -> npt.NDArray[np.float32]:
    """Return the scores that scikit-learn gives to the sample projects, of shape (n_texts, n_tags)."""
    texts = list(map(join_text, *sample_projects(tagger)))
    # A copy, so that its pipeline, which is large, is freed afterwards.
    return replace(tagger).predict_proba(texts).astype(np.float32)


def _term_texts(terms: Sequence[str]) -> Iterator[str]:
    """Yield texts of terms from all parts of the alphabet."""
    step = max(1, len(terms) // (_TERMS_A_TEXT * _TEXTS_OF_TERMS))
    chosen = terms[::step][: _TERMS_A_TEXT * _TEXTS_OF_TERMS]
    for number in range(min(_TEXTS_OF_TERMS, len(chosen))):
        yield " ".join(chosen[number::_TEXTS_OF_TERMS])
