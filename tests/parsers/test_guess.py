"""Octets without a charset: which one they look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.charsets import plain
from parsers.guess import is_rather_utf_8, likeliest

TEXTS: dict[str, tuple[str, ...]] = {
    "cp1251": ("Привет", "Здравствуйте, у нас не работает вход", "Re: Заказ 42", "МОСКВА", "Да", "ПРИВЕТ ВСЕМ",
               "Доброго дня! Замовлення не прийшло, їжа"),
    "koi8-r": ("Привет", "Здравствуйте, у нас не работает вход", "Re: Заказ 42", "Да"),
    "koi8-u": ("Доброго дня! Замовлення не прийшло, їжа",),
    "gb18030": ("你好", "关于订单的问题", "测试邮件", "Re: 请问什么时候发货？", "中国"),
    "big5": ("你好", "關於訂單的問題", "請問什麼時候出貨", "測試郵件", "繁體中文"),
    "cp932": ("こんにちは", "ご注文の確認", "テスト", "お問い合わせ", "請求書の件", "山田太郎"),
    "euc-jp": ("こんにちは", "ご注文の確認", "テスト", "お問い合わせ", "請求書の件"),
    "cp949": ("안녕하세요", "주문 문의", "견적 요청드립니다", "김철수", "테스트 메일"),
    "cp1252": ("Grüße", "Jürgen Müller", "große Übung", "café à la crème", "¿Dónde está?", "“Hello”", "Été",
               "Formação Verão", "naïve", "El niño", "Smørrebrød på Ærø", "it’s – ok", "Það er gott að sjá þig í dag",
               "Öl", "à", "ÄRGER MIT DER ÜBERGABE", "5 € für Öl", "Århus"),
    "cp1250": ("Příliš žluťoučký kůň", "Árvíztűrő tükörfúrógép", "Chciałbym zamówić następną część"),
    "iso8859-2": ("Příliš žluťoučký kůň", "proszę o pomoc, dziękuję ślicznie"),
    "cp1254": ("Siparişim hâlâ gelmedi, yardımcı olur musunuz", "Teşekkür ederim, iyi günler dilerim"),
    "cp1253": ("Καλημέρα σας", "Η παραγγελία μου"),
    "cp1255": ("שלום", "שאלה על ההזמנה"),
    "cp1256": ("مرحبا", "سؤال عن الطلب"),
    "cp874": ("สวัสดีครับ", "สอบถามเรื่องการสั่งซื้อ"),
}  # fmt: skip


@pytest.mark.parametrize(("codec", "text"), [(codec, text) for codec, texts in TEXTS.items() for text in texts])
def test_a_text_without_charset_is_read_as_its_language_writes(codec: str, text: str) -> None:
    assert plain(text.encode(codec)) == text


@pytest.mark.parametrize("text", ["Preis: 5 £", "£5", "ˆ", "a\x81\xff"])
def test_what_looks_like_nothing_known_is_western_european(text: str) -> None:
    assert likeliest(text.encode("cp1252", "ignore")) == "cp1252"


@pytest.mark.parametrize("likely", ["iso-8859-7", "windows-1253", "greek"])
def test_a_charset_that_the_mail_uses_elsewhere_is_asked_first(likely: str) -> None:
    assert plain("ΝΕΑ".encode("cp1253"), likely) == "ΝΕΑ"


@pytest.mark.parametrize("likely", ["", "us-ascii", "utf-8", "iso-8859-1", "x-unknown", "utf-16", "gb2312\0"])
def test_a_charset_that_says_little_is_not_asked(likely: str) -> None:
    assert plain("Привет всем".encode("koi8-r"), likely) == "Привет всем"


@pytest.mark.parametrize("text", ["für", "Grüße", "“quoted”", "Ελλάδα", "Привет", "日本"])
def test_utf_8_under_another_name_is_seen(text: str) -> None:
    assert is_rather_utf_8(text.encode(), latin=True)


@pytest.mark.parametrize(
    ("octets", "latin"),
    [("学".encode("gbk"), False), ("её".encode("koi8-r"), False), ("É»".encode("cp1252"), True), (b"\xfc", True)],
)
def test_chance_is_no_proof_of_utf_8(octets: bytes, latin: bool) -> None:
    assert not is_rather_utf_8(octets, latin=latin)


@given(st.binary(max_size=3000))
def test_any_octets_look_like_a_codec_there_is(octets: bytes) -> None:
    octets.decode(likeliest(octets), "replace")


@given(st.sampled_from(["Здравствуйте, заказ не пришёл. ", "Ваш счёт оплачен, спасибо. "]), st.integers(2, 40))
def test_a_longer_text_is_read_as_the_shorter_one(text: str, times: int) -> None:
    assert plain((text * times).encode("koi8-r")) == text * times
