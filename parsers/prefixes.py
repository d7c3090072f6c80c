"""What mail programs put before a subject when they answer or pass on, by language and program.

Takes nothing; gives `PREFIXES`, a row a language. Never a word that people begin a subject with themselves; single
letters, which programs of that language do write, count in capitals only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefix:
    """`replies`, `forwards`: words without colon, parted by strokes, in any case.

    `capitals`: one of either, in this case only.
    """

    language: str
    replies: str = ""
    forwards: str = ""
    capitals: str = ""


PREFIXES: tuple[Prefix, ...] = (
    Prefix("en", "re", "fw/fwd/forward/forwarded"),
    Prefix("de", "aw/antwort/antw", "wg/weiterleitung/weitergeleitet/wtrlt/wtr"),
    Prefix("nl", "antw/antwoord", "doorst/doorgestuurd"),
    Prefix("sv", "sv/svar", "vb/vidarebefordra/vidarebefordrat"),
    Prefix("da", "sv/svar", "vs/videresendt/videresend"),
    Prefix("no", "sv/svar", "vs/videresendt/vb"),
    Prefix("fi", "vs/vast/vastaus", "vl/välitetty/edelleenlähetetty"),
    Prefix("is", "sv/svar", "fs/áfram/framsent"),
    Prefix("et", "vs/vast/vastus", "edasi/edastatud/vl"),
    Prefix("lv", "atb/atbilde", "pārs/pārsūtīt/pārsūtīts"),
    Prefix("lt", "ats/atsakymas/atsk", "persiųsta/persiųstas/psi"),
    Prefix("fr", "re/ré/réf/rép/rep/réponse", "tr/transf/transféré"),
    Prefix("es", "re/resp/respuesta", "rv/reenv/reenviado/reenvío/rm"),
    Prefix("ca", "re/resp/resposta", "rv/reenviat"),
    Prefix("gl", "re/resp/resposta", "rv/reenviado"),
    Prefix("eu", "erantz/erantzuna", "bidali/birbidali/fw"),
    Prefix("pt", "res/resp/resposta/ref", "enc/encam/encaminhado/encaminhar/reencaminhado"),
    Prefix("it", "rif/risp/risposta", "inoltro/inoltrato/inolt", capitals="R/I"),
    Prefix("ro", "răsp/rasp/răspuns/raspuns", "redirecționat/redirectionat"),
    Prefix("pl", "odp/odpowiedź/odpowiedz", "pd/podaj dalej/przekazane/przek"),
    Prefix("cs", "odp/odpověď/odpoved", "předáno/přepos/přeposláno/přeposl/fw"),
    Prefix("sk", "odp/odpoveď", "posl/preposlané/prepos/preposl"),
    Prefix("sl", "odg/odgovor", "posr/posredovano"),
    Prefix("hr", "odg/odgovor", "prosl/proslijeđeno/proslijedi"),
    Prefix("sr", "одг/одговор", "прослеђено/пр"),
    Prefix("mk", "одг/одговор", "препр/препратено"),
    Prefix("bg", "отг/отговор/отн", "препр/препратено"),
    Prefix("ru", "на/отв/ответ", "пер/пересл/перес/переслано/пересылка"),
    Prefix("uk", "на/відп/відповідь/вп", "пересл/переслано/перес/пер"),
    Prefix("be", "адк/адказ", "перасл/пераслана"),
    Prefix("hu", "vá/vál/válasz", "továbbítás/továbbítva/tov/tovább/továbbított"),
    Prefix("el", "απ/απάντηση/απαντ/σχετ/σχ", "πρθ/προώθ/προώθηση/προωθ"),
    Prefix("tr", "ynt/yanıt/cvp/cevap", "ilt/iletildi/yönl/iletilen"),
    Prefix("sq", "përgj/përgjigje", "përc/përcjell"),
    Prefix("cy", "atb/ateb", "yml/ymlaen"),
    Prefix("ga", "freag/freagra", "ar agh/seolta"),
    Prefix("he", "תגובה/השב/תשובה/מענה", "הועבר/העברה"),
    Prefix("ar", "رد/الرد/ردّ/جواب", "إعادة توجيه/اعادة توجيه/تحويل/محول/موجه"),
    Prefix("fa", "پاسخ/جواب", "ارسال/باز ارسال/هدایت"),
    Prefix("ur", "جواب", "آگے"),
    Prefix("hi", "उत्तर/जवाब", "अग्रेषित/अग्रे"),
    Prefix("th", "ตอบกลับ/ตอบ", "ส่งต่อ"),
    Prefix("vi", "trả lời/tl/hồi âm", "chuyển tiếp/ct"),
    Prefix("id", "bls/balas/balasan", "trs/teruskan/diteruskan"),
    Prefix("ms", "bls/balas/balasan", "majukan/dimajukan"),
    Prefix("af", "antw/antwoord", "aangestuur/ast"),
    Prefix("zh-hans", "回复/答复/回信/答覆", "转发/轉發/转寄"),
    Prefix("zh-hant", "回覆/答覆/回應", "轉寄/轉發/轉送"),
    Prefix("ja", "返信/回答", "転送"),
    Prefix("ko", "회신/답장/답변", "전달"),
    Prefix("ka", "პასუხი/პას", "გადაგზავნა/გად"),
    Prefix("hy", "պատ/պատասխան", "փոխ/փոխանցում"),
    Prefix("az", "cvb/cavab", "yön/yönləndirilib"),
    Prefix("kk", "жауап/жау", "қайта жіберу"),
    Prefix("la", "resp/responsum"),
)
