"""How mail programs say "On 5 March Ann wrote:", by language; the table that `attributions` reads.

Takes nothing; gives `WROTE`, in lower case and with straight apostrophes.
Never holds a whole pattern: the order of date, name and verb differs between programs even in one language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrote:
    """The words of one language.

    `openings`: words before the date. `last`: verbs with nothing but punctuation behind. `inside`: verbs that the name
    or the date may follow. `citing`: openings of lines without a verb that name whom they quote ("Quoting Ann:").
    `own`: words that tell that the writer means himself, so that the line is no program's.
    """

    language: str
    openings: tuple[str, ...]
    last: tuple[str, ...]
    inside: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


WROTE: tuple[Wrote, ...] = (
    Wrote("en", ("on", "at", "in a message dated", "in article", "in message"),
          ("wrote", "has written", "wrote the following", "wrote back", "wrote as follows", "typed"),
          ("wrote on", "wrote at", "wrote in message", "in a message dated"),
          ("quoting", "in reply to", "in response to"), ("i wrote", "we wrote", "i have written")),
    Wrote("de", ("am", "on"), ("schrieb", "geschrieben", "schrieb folgendes", "schreibt", "schrieben", "schriebst"),
          ("schrieb", "schrieb am", "hat am", "schreibt am"), ("zitat von", "zitiere"),
          ("schrieb ich", "ich schrieb", "habe ich", "haben wir", "schrieben wir", "wir schrieben")),
    Wrote("nl", ("op",), ("schreef", "geschreven", "het volgende geschreven", "schreef het volgende"),
          ("schreef", "schreef op"), ("citeren van", "quoting"), ("schreef ik", "ik schreef", "heb ik", "hebben wij")),
    Wrote("fr", ("le",), ("a écrit", "a ecrit", "écrit", "a écrit ce qui suit", "écrivait", "écrivit"),
          ("a écrit le", "a écrit (", "a écrit à"), ("citation de", "en réponse à", "quoting"),
          ("j'ai écrit", "nous avons écrit", "ai écrit")),
    Wrote("es", ("el", "en"), ("escribió", "ha escrito", "escribio", "escribía", "escribe"),
          ("escribió el", "escribió (", "escribió en"), ("citando a", "mensaje citado por", "mensaje de"),
          ("escribí", "he escrito", "escribimos")),
    Wrote("pt", ("em", "no dia", "às", "a", "na"), ("escreveu", "escreveu o seguinte", "escreve"),
          ("escreveu em", "escreveu (", "escreveu no dia", "escreveu às", "escreveu no"),
          ("citando", "mensagem de"), ("escrevi", "escrevemos")),
    Wrote("it", ("il", "il giorno", "in data", "alle"),
          ("ha scritto", "scrive", "ha scritto quanto segue", "scriveva", "scritto", "scrisse"),
          ("ha scritto il", "ha scritto in data", "ha scritto nel"), ("quoting", "citazione da", "citando"),
          ("ho scritto", "abbiamo scritto")),
    Wrote("ca", ("el",), ("va escriure", "ha escrit", "escrigué"), ("ha escrit el",), ("missatge de",),
           ("vaig escriure",)),
    Wrote("gl", ("o",), ("escribiu",), ("escribiu o",)),
    Wrote("eu", (), ("idatzi du", "idatzi zuen", "hau idatzi du"), ("igorleak hau idatzi du",)),
    Wrote("pl", ("w dniu", "dnia", "dn.", "w"),
          ("napisał", "napisała", "napisał(a)", "napisał/a", "pisze", "napisali", "napisał(-a)", "pisał"),
          ("użytkownik", "napisana przez", "napisał w dniu", "napisał(a) w dniu"), ("cytowanie", "cytując"),
                   ("napisałem", "napisałam")),
    Wrote("cs", ("dne",), ("napsal", "napsala", "napsal(a)", "napsal/a", "píše", "napsali", "napsal(-a)"),
          ("odesílatel", "napsal dne", "napsal(a) dne", "napsala dne"), ("citace", "citát"),
          ("jsem napsal", "napsal jsem")),
    Wrote("sk", ("dňa",), ("napísal", "napísala", "napísal(a)", "napísal/a", "píše", "napísal(-a)"),
          ("používateľ", "napísal(a) dňa", "napísal dňa"), ("citujem",), ("som napísal", "napísal som")),
    Wrote("hu", ("ekkor:",), ("írta", "ezt írta", "a következőt írta", "következőket írta", "írtad", "írta:"),
          ("ezt írta", "írta (", "keltezéssel", "időpontban"), ("idézet tőle", "idézés"), ("ezt írtam", "írtam")),
    Wrote("ro", ("în", "la", "pe", "in data de", "în data de"), ("a scris", "a scris următoarele"),
          ("a scris la", "a scris pe", "a scris în"), ("citând",), ("am scris",)),
    Wrote("hr", ("dana", "u"), ("je napisao", "je napisala", "napisao je", "napisala je", "je napisao/la",
           "napisao/la je",
                                "je napisao(la)", "napisao", "piše"),
          ("je napisao", "napisao je", "korisnik"), (), ("sam napisao", "napisao sam")),
    Wrote("sr", ("dana", "дана"),
          ("је написао", "је написала", "је написао/ла", "написао је", "је написао(ла)", "написао/ла је", "пише",
           "је написао/је", "је написао или је написала", "je napisao/la", "je napisao", "napisao/la je"),
          ("је написао", "корисник"), (), ("сам написао",)),
    Wrote("sl", ("dne", "v"), ("je napisal", "je napisala", "je napisal(a)", "napisal", "napisala", "je pisal",
                               "je napisal/-a", "piše", "napisal(a)"),
          ("je oseba", "je uporabnik"), (), ("sem napisal", "sem napisala")),
    Wrote("bg", ("на",), ("написа", "пише", "написал", "е написал", "написа(а)", "написала"), ("написа на",
           "написа в"), (),
          ("аз написах", "написах")),
    Wrote("mk", ("на",), ("напиша", "напишал"), ("напиша на",)),
    Wrote("ru", ("в", "на"),
          ("написал", "написала", "написал(а)", "пишет", "писал", "писал(а)", "писала", "написали", "вы писали",
           "вы написали", "написал:", "написал(a)"),
          ("пользователь", "написал(а) в", "пишет:", "вы писали", "отправил"), ("цитирую", "цитата от"),
          ("я написал", "я писал", "мы писали")),
    Wrote("uk", ("в", "на", "о"), ("пише", "написав", "написала", "написав(ла)", "написав(-ла)", "писав", "написав(а)",
                                   "написав/ла"),
          ("користувач",), ("цитую",), ("я написав", "я писав")),
    Wrote("be", (), ("напісаў", "піша", "напісала"), ()),
    Wrote("el", ("στις", "την", "τις", "στις:"), ("έγραψε", "έγραψε τα εξής", "έγραψε τα ακόλουθα", "γράφει",
           "έγραψαν"),
          ("ο χρήστης", "έγραψε στις"), ("παράθεση",), ("έγραψα",)),
    Wrote("tr", (), ("yazdı", "şunu yazdı", "şunları yazdı", "yazmış", "yazıyor", "şöyle yazdı"),
          ("tarihinde",), ("alıntı", "alıntılanıyor"), ("yazdım",)),
    Wrote("fi", (), ("kirjoitti", "kirjoittaa", "kirjoitti seuraavaa", "kirjoitti seuraavasti"),
          ("kirjoitti",), ("lainaus", "lainaan"), ("kirjoitin", "minä kirjoitin")),
    Wrote("sv", ("den", "på", "vid"), ("skrev", "skriver", "skrev följande", "följande"), ("skrev", "skrev den"),
          ("citerar", "citat från", "citerar från"), ("skrev jag", "jag skrev", "skrev vi")),
    Wrote("no", ("den", "på"), ("skrev", "skreiv", "skrev følgende", "skriver"), ("skrev", "skreiv",
           "skrev følgende den"),
          ("siterer", "sitat"), ("skrev jeg", "jeg skrev", "skrev vi")),
    Wrote("da", ("den", "d.", "på"), ("skrev", "skrev følgende", "skriver", "har skrevet"), ("skrev", "skrev den"),
          ("citerer", "citat fra", "citat"), ("skrev jeg", "jeg skrev", "skrev vi")),
    Wrote("is", ("þann",), ("skrifaði",), ("skrifaði", "skrifaði þann"), (), ("ég skrifaði",)),
    Wrote("et", ("kuupäev", "kuupäeval"), ("kirjutas", "kirjutas järgmist"), ("kirjutas", "kirjutas kuupäeval"), (),
          ("kirjutasin",)),
    Wrote("lv", ("datums", "gada"), ("rakstīja", "uzrakstīja", "raksta"), ("lietotājs", "rakstīja"), (),
             ("rakstīju",)),
    Wrote("lt", (), ("rašė", "parašė", "rašo"), ("rašė", "parašė"), (), ("rašiau",)),
    Wrote("ja", (),
          ("のメール", "のメッセージ", "は書きました", "さんは書きました", "が書きました", "書きました",
           "は次のように書きました", "さんのメール", "のメール内容", "さんからのメッセージ"),
          ("は書きました", "さんは書きました", "さんからのメッセージ")),
    Wrote("zh", ("在", "於", "于"),
          ("写道", "寫道", "写到", "寫到", "书写", "的信中写道", "写于", "寫下", "来信", "來信", "撰寫", "撰写"),
          ("写道", "寫道", "写于")),
    Wrote("ko", (),
          ("작성", "님이 작성", "이(가) 작성", "님이 쓴 글", "이(가) 쓴 글", "님의 말", "님이 작성한 메시지",
           "님이 작성함", "쓴 글", "님이 보낸 메시지", "님이 씀"),
          ("님이 작성",)),
    Wrote("he", ("בתאריך", "ב-", "ביום"), ("כתב", "כתבה", "כתב/ה", "כתב או כתבה", "נכתב על ידי", "מאת"),
          ("מאת", "כתב", "כתבה", "נכתב על ידי", "כתב/ה"), (), ("כתבתי",)),
    Wrote("ar", ("في", "بتاريخ", "يوم", "على"), ("كتب", "كتبت", "كتب ما يلي"),
          ("كتب", "كتبت", "تمت كتابة ما يلي بواسطة", "كتب/كتبت", "بواسطة"), (), ("أنا كتبت",)),
    Wrote("fa", ("در", "در تاریخ"), ("نوشت", "نوشته", "نوشته است"), ("نوشت", "نوشته")),
    Wrote("ur", (), ("لکھا", "نے لکھا", "تحریر کیا"), ("نے لکھا",)),
    Wrote("hi", (), ("ने लिखा", "लिखा", "ने लिखा था"), ("ने लिखा",)),
    Wrote("bn", (), ("লিখেছেন", "লিখেছে"), ("লিখেছেন",)),
    Wrote("ta", (), ("எழுதியது", "எழுதினார்"), ("எழுதியது",)),
    Wrote("vi", ("vào", "vào lúc", "ngày", "lúc"), ("đã viết", "viết", "đã viết như sau"), ("đã viết vào",
           "đã viết lúc"),
          (), ("tôi đã viết", "tôi viết")),
    Wrote("th", ("เมื่อ", "ในวันที่", "วันที่"), ("เขียนว่า", "เขียน", "ได้เขียน", "ได้เขียนว่า"), ("เขียนว่า",
           "ได้เขียน")),
    Wrote("id", ("pada", "pada tanggal", "tanggal"), ("menulis", "menuliskan", "menulis sebagai berikut", "tulis"),
          ("menulis pada",), (), ("saya menulis",)),
    Wrote("tl", ("noong",), ("ay sumulat", "sumulat", "ay nagsulat", "isinulat"), ("isinulat ni",)),
    Wrote("sw", ("mnamo",), ("aliandika", "ameandika"), ("aliandika",)),
    Wrote("af", ("op",), ("geskryf", "skryf", "het geskryf"), ("skryf op",)),
    Wrote("sq", ("më",), ("shkroi", "ka shkruar"), ("shkroi më",)),
    Wrote("ka", (), ("წერდა", "დაწერა", "წერს"), ()),
    Wrote("hy", (), ("գրել է", "գրեց"), ("գրել է",)),
    Wrote("az", (), ("yazdı", "yazıb"), ("tarixində",)),
    Wrote("kk", (), ("жазды",), ()),
    Wrote("cy", ("ar",), ("ysgrifennodd",), ("ysgrifennodd",)),
    Wrote("ga", ("ar",), ("scríobh",), ("scríobh",)),
)  # fmt: skip

# Verbs of people, not of programs: they introduce a quote only with its marks right behind.
SAID: tuple[str, ...] = (
    "said", "says", "writes", "asked", "replied", "commented", "posted", "sent", "stated", "responded", "sagte",
    "meinte", "fragte",
    "antwortete", "zei", "vroeg", "a dit", "disait", "dijo", "preguntó", "disse", "ha detto", "powiedział",
    "sa", "sagde", "sanoi", "сказал", "сказала", "спросил", "řekl", "mondta",
)  # fmt: skip

# First words of lines that tell of things and of nobody's mail: "The manual said:".
TELLING: tuple[str, ...] = tuple(
    """the this that it he she they we i my our your his her their a an there here then der die das es er sie wir ich
    mein unser le la les il elle on nous je mon el los las ella mi nuestro de het een hij ze wij ik lo gli
    un una""".split()
)
