"""The table of words that plain thanks are made of, one row a language.

Takes nothing; gives `COURTESIES`.
Never holds a word that could turn the meaning round (no, not, but, still, only), ask for something (please, can) or
open a question (is, when): each of them would let a mail that wants something pass for thanks.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.wording import folded, words_of


@dataclass(frozen=True, slots=True)
class Courtesy:
    """One language. `thanks`: one of these must be there; `around`: words that say nothing more beside them.

    `objects`: what one thanks for; they count only behind a word of `behind` ("for your help", never "help").
    `pieces`: for scripts without blanks, what a run of characters may be put together from, the longest first.
    """

    language: str
    thanks: frozenset[str]
    around: frozenset[str]
    behind: frozenset[str]
    objects: frozenset[str]
    pieces: tuple[str, ...]


def _row(language: str, thanks: str, around: str, behind: str = "", objects: str = "") -> Courtesy:
    return Courtesy(
        language,
        frozenset(words_of(thanks)),
        frozenset(words_of(around)),
        frozenset(words_of(behind)),
        frozenset(words_of(objects)),
        (),
    )


def _unspaced(language: str, thanks: str, around: str) -> Courtesy:
    said, beside = (tuple(folded(words).split()) for words in (thanks, around))
    pieces = tuple(sorted({*said, *beside}, key=len, reverse=True))
    return Courtesy(language, frozenset(said), frozenset(beside), frozenset(), frozenset(), pieces)


COURTESIES: tuple[Courtesy, ...] = (
    _row(
        "en",
        "thanks thank thankyou thx thnx tnx tks ty tysm cheers ta",
        "hi hello hey dear all team support everyone folks there you u very so much many a lot again ever kindly it "
        "it's this that works worked working now fixed solved resolved sorted done got perfect perfectly excellent "
        "wonderful super awesome great fantastic brilliant amazing lovely good nice well ok okay cool and i we am "
        "really truly appreciate appreciated grateful best kind kindest warm warmest regards wishes sincerely yours "
        "cordially have day weekend evening million noted received for the your happy",
        "for with",
        "help answer reply response support assistance time patience quick fast prompt swift speedy rapid kind great "
        "excellent information info update service advice explanation clarification feedback confirmation",
    ),
    _row(
        "de",
        "danke dank dankeschön merci dankend dankesehr",
        "hallo hi moin servus guten tag morgen abend liebes liebe lieber team sehr geehrte damen herren sie ihnen "
        "euch dir ihre ihr eure deine die das den der recht vielen vielmals herzlich herzlichen herzlichsten besten "
        "tausend nochmals nochmal nun jetzt geht es funktioniert klappt läuft alles wieder perfekt super prima toll "
        "bestens gut spitze klasse wunderbar hervorragend großartig gelöst erledigt behoben geklappt geholfen passt "
        "ok okay und mit freundlichen freundlichem lieben viele beste schöne gruß grüße grüßen grüsse gruss mfg vg lg "
        "bg schönen wochenende feierabend hat haben einwandfrei problemlos wir ich bedanke bedanken mich uns ganz",
        "für",
        "antwort hilfe unterstützung rückmeldung info information mühe bemühungen zeit geduld schnelle rasche prompte "
        "super tolle nette kompetente freundliche schnellen raschen auskunft erklärung bearbeitung erledigung support "
        "service zusendung",
    ),
    _row(
        "nl",
        "bedankt dank dankjewel dankuwel dankje thanks merci",
        "hallo hoi beste dag goedemorgen goedemiddag goedenavond team allen u je jullie wel zeer erg heel veel "
        "hartelijk nogmaals het dat werkt nu weer alles opgelost gelukt geholpen in orde perfect super prima top fijn "
        "geweldig uitstekend mooi goed ok oké en met vriendelijke hartelijke groet groeten groetjes mvg gr prettige "
        "fijne weekend avond de uw",
        "voor",
        "hulp antwoord reactie snelle snel vlotte goede ondersteuning moeite tijd informatie info uitleg service de "
        "uw je jullie het",
    ),
    _row(
        "fr",
        "merci remerciements remercie remercions mercis",
        "bonjour bonsoir salut madame monsieur messieurs mesdames chère cher à vous tous toutes toute l'équipe equipe "
        "équipe beaucoup bien infiniment mille grand je nous te très votre vos ça cela marche fonctionne maintenant "
        "désormais c'est résolu réglé réparé ok parfait parfaitement super génial excellent top impeccable nickel et "
        "cordialement amicalement sincèrement salutations meilleures bonne belle journée soirée fin de semaine week "
        "end weekend reçu la le un",
        "pour de",
        "votre la réponse aide rapide rapidité retour réactivité efficacité soutien assistance temps patience prompte "
        "précieuse l'aide les explications information informations ces cette ce le service support intervention vos "
        "efforts",
    ),
    _row(
        "es",
        "gracias agradezco agradecemos agradecido agradecida agradecidos",
        "hola buenos buenas días dias tardes noches día estimado estimada estimados equipo a todos todas muchas "
        "muchísimas mil muy infinitas de nuevo ya ahora funciona resuelto solucionado arreglado todo perfecto genial "
        "excelente estupendo fenomenal fantástico bien ok vale listo recibido se lo le les os y saludos cordiales "
        "cordial un saludo abrazo atentamente tenga buen fin semana feliz",
        "por",
        "su tu vuestra la respuesta ayuda rápida rapida rapidez atención apoyo soporte tiempo paciencia información "
        "pronta el los gestión",
    ),
    _row(
        "pt",
        "obrigado obrigada obrigadão obg obrigados agradeço agradecemos grato grata agradecido agradecida",
        "olá ola oi bom boa dia tarde noite prezado prezada prezados caro cara equipe equipa a todos muito muitíssimo "
        "imenso mais uma vez desde agora já funciona funcionou resolvido solucionado tudo certo perfeito ótimo "
        "excelente maravilha show top ok recebido e atenciosamente cumprimentos melhores abraço abraços att um o os "
        "fim de semana bem",
        "pela pelo pelas pelos por",
        "sua seu vossa resposta ajuda rápida rapidez atenção apoio suporte tempo paciência informação retorno pronta "
        "presteza a o toda",
    ),
    _row(
        "it",
        "grazie ringrazio ringraziamo ringraziamenti ringraziando",
        "ciao buongiorno buonasera salve gentile gentili spettabile egregio a tutti tutto il lo la team staff mille "
        "molte tante infinite molto di cuore ora adesso funziona risolto sistemato perfetto ottimo benissimo "
        "eccellente fantastico bene ok ricevuto vi e cordiali cordialmente saluti distinti un saluto buona giornata "
        "serata buon fine settimana lavoro",
        "per del della dell'",
        "vostro suo tuo vostra sua tua l'aiuto aiuto risposta rapida celere riscontro supporto assistenza tempo "
        "pazienza disponibilità cortesia velocità informazione informazioni il la le l'assistenza",
    ),
    _row(
        "pl",
        "dziękuję dziekuje dziękujemy dzięki dzieki podziękowania dziękuje",
        "dzień dobry cześć witam szanowni państwo panie pani zespole bardzo serdecznie pięknie ślicznie wielkie raz "
        "teraz działa rozwiązane rozwiązany wszystko gra ok okej super świetnie doskonale idealnie ekstra rewelacja "
        "dobrze i z poważaniem pozdrawiam pozdrawiamy pozdrowienia wyrazami szacunku miłego dnia weekendu wieczoru",
        "za",
        "pomoc odpowiedź szybką szybki błyskawiczną wsparcie informację informacje czas cierpliwość kontakt reakcję "
        "obsługę państwa waszą twoją",
    ),
    _row(
        "ru",
        "спасибо благодарю благодарим спс благодарность благодарен благодарна",
        "здравствуйте добрый день вечер утро доброе привет уважаемые коллеги всем вам вас тебе большое огромное очень "
        "раз теперь сейчас всё все работает заработало решено исправлено получилось помогло отлично супер прекрасно "
        "замечательно хорошо понятно ок получено и с уважением наилучшими пожеланиями хорошего дня вечера выходных "
        "удачи",
        "за",
        "помощь ответ быстрый быструю оперативный оперативную оперативность скорый поддержку информацию разъяснение "
        "терпение внимание работу вашу ваш",
    ),
    _row(
        "uk",
        "дякую дякуємо спасибі вдячний вдячна вдячні подяка",
        "вітаю добрий день вечір ранок доброго дня привіт шановні колеги всім вам вас тобі щиро дуже велике красно "
        "раз тепер зараз усе все працює запрацювало вирішено виправлено допомогло чудово супер прекрасно добре "
        "зрозуміло гаразд ок отримано і та з повагою найкращими побажаннями гарного вечора вихідних",
        "за",
        "допомогу відповідь швидку швидкий оперативну оперативність підтримку інформацію роз'яснення терпіння увагу "
        "роботу вашу ваш",
    ),
    _row(
        "cs",
        "děkuji děkuju děkujeme díky dekuji dekuju diky dík",
        "dobrý den ahoj večer ráno vážený vážená vážení všem vám ti moc mockrát velice velmi srdečně jednou teď nyní "
        "vše všechno to funguje vyřešeno opraveno hotovo super skvělé výborně perfektní výborné paráda dobře ok v "
        "pořádku a s pozdravem přátelským zdravím přeji hezký pěkný víkend",
        "za",
        "pomoc odpověď rychlou rychlé rychlost podporu informaci informace čas trpělivost ochotu vyřízení vaši",
    ),
    _row(
        "sk",
        "ďakujem ďakujeme dakujem vďaka vdaka dík díky",
        "dobrý deň ahoj večer ráno vážený vážená vážení všetkým vám ti veľmi pekne krásne srdečne raz teraz všetko to "
        "funguje vyriešené opravené hotovo super skvelé výborne perfektné paráda dobre ok v poriadku a s pozdravom "
        "prajem pekný víkend",
        "za",
        "pomoc odpoveď rýchlu rýchle rýchlosť podporu informáciu informácie čas trpezlivosť ochotu vybavenie vašu",
    ),
    _row(
        "hu",
        "köszönöm köszönjük köszi köszönet köszönettel kösz",
        "szia sziasztok helló jó napot kívánok reggelt estét tisztelt kedves ügyfélszolgálat csapat mindenkinek "
        "szépen nagyon hálásan ismét egyszer most működik megoldódott megoldva minden rendben szuper tökéletes remek "
        "kiváló jól oké ok és üdvözlettel tisztelettel szép hétvégét további",
        "",
        "",
    ),
    _row(
        "ro",
        "mulțumesc multumesc mulțumim multumim mersi mulţumesc mulţumim mulțumiri",
        "bună ziua salut seara dimineața stimată stimate doamnă domnule echipă tuturor vă mult foarte frumos o dată "
        "acum funcționează merge rezolvat totul perfect excelent super grozav minunat bine ok în regulă și cu stimă "
        "respect toate cele bune zi frumoasă",
        "pentru",
        "ajutor ajutorul răspuns răspunsul rapid promptitudine sprijin suport timp informații informația rapiditate",
    ),
    _row(
        "bg",
        "благодаря благодарим мерси благодарност благодарности",
        "здравейте добър ден здрасти вечер утро уважаеми колеги всички ви ти вас много сърдечно отново сега всичко "
        "работи решено оправено наред отлично супер чудесно перфектно прекрасно добре ок и с уважение поздрави "
        "поздрав хубав приятен уикенд",
        "за",
        "помощта помощ отговора отговор бързия бърз бързата съдействието подкрепата информацията времето търпението",
    ),
    _row(
        "hr",
        "hvala zahvaljujem zahvaljujemo fala",
        "dobar dan pozdrav bok jutro večer poštovani poštovana svima vam ti vas puno mnogo lijepa najljepša velika "
        "jednom sada sad sve to radi riješeno popravljeno uredu redu odlično super savršeno izvrsno dobro ok i lijep "
        "srdačan srdačno s poštovanjem lijepi pozdravi ugodan vikend",
        "na za",
        "pomoći pomoć odgovoru brzom brzoj brz brzi podršci podršku informaciji informacije vremenu strpljenju",
    ),
    _row(
        "sr",
        "hvala хвала zahvaljujem захваљујем zahvaljujemo захваљујемо",
        "dobar dan zdravo pozdrav poštovani svima vam ti puno mnogo lepo lepa jednom sada sad sve radi rešeno "
        "popravljeno u redu odlično super savršeno dobro ok i srdačan srdačno s poštovanjem prijatan vikend добар дан "
        "здраво поздрав поштовани свима вам ти пуно много лепо сада сад све ради решено поправљено у реду одлично "
        "супер савршено добро ок и срдачан с поштовањем пријатан викенд",
        "na за на za",
        "pomoći odgovoru brzom brzoj podršci помоћи одговору брзом брзој подршци",
    ),
    _row(
        "sl",
        "hvala zahvaljujem zahvaljujemo zahvaljujeva",
        "pozdravljeni dober dan živjo zdravo jutro večer spoštovani vsem vam ti lepa najlepša lepo zelo enkrat zdaj "
        "sedaj vse to deluje dela rešeno urejeno popravljeno v redu odlično super popolno krasno dobro ok in lep "
        "pozdrav s spoštovanjem lepi pozdravi prijeten konec tedna",
        "za",
        "pomoč odgovor hiter hitro hitri podporo informacijo informacije čas potrpežljivost",
    ),
    _row(
        "el",
        "ευχαριστώ ευχαριστούμε ευχαριστω ευχαριστίες",
        "γεια σας σου καλημέρα καλησπέρα καλό μεσημέρι αγαπητοί αγαπητέ όλους πολύ πάρα θερμά και τώρα όλα λειτουργεί "
        "δουλεύει λύθηκε εντάξει τέλεια τέλειο υπέροχα άριστα σούπερ καλά οκ με εκτίμηση φιλικούς χαιρετισμούς φιλικά "
        "καλή συνέχεια ημέρα μέρα σαββατοκύριακο",
        "για",
        "τη την το τις βοήθεια απάντηση γρήγορη άμεση υποστήριξη εξυπηρέτηση ανταπόκριση πληροφορίες χρόνο υπομονή σας",
    ),
    _row(
        "tr",
        "teşekkürler teşekkür tesekkurler tesekkur sağolun sağol sağ",
        "merhaba selam iyi günler akşamlar günaydın sayın değerli ekip herkese çok tekrar ediyorum ederim ederiz "
        "ediyoruz olun ol size sana şimdi çalışıyor düzeldi çözüldü halloldu oldu her şey yolunda harika süper "
        "mükemmel güzel tamam ve saygılarımla saygılar selamlar kolay gelsin çalışmalar hafta sonları",
        "",
        "",
    ),
    _row(
        "fi",
        "kiitos kiitoksia kiitti kiitän kiitämme kiitokset",
        "hei moi terve hyvää päivää huomenta iltaa päivänjatkoa hyvä arvoisa kaikille teille sinulle paljon oikein "
        "suuri suuret suurkiitos tuhannesti kerran nyt se kaikki toimii korjaantui ratkesi kunnossa hienoa loistavaa "
        "mahtavaa erinomaista täydellistä super ok selvä ja ystävällisin terveisin terveisiä t terv viikonloppua",
        "",
        "avusta vastauksesta nopeasta nopea tuesta ajasta tiedosta pikaisesta",
    ),
    _row(
        "sv",
        "tack tackar tusen",
        "hej hejsan goddag godmorgon god kväll morgon bästa kära alla teamet så mycket stort många jätte jättemycket "
        "hjärtligt igen nu det allt fungerar funkar löst löste sig klart åtgärdat ordning perfekt super toppen "
        "utmärkt underbart fantastiskt bra kanon ok okej och med vänlig vänliga hälsning hälsningar mvh trevlig helg "
        "dag",
        "för",
        "hjälpen hjälp svaret svar snabba snabbt snabb supporten support stödet tiden informationen er din "
        "återkopplingen återkoppling det den",
    ),
    _row(
        "no",
        "takk tusen takker",
        "hei god dag morgen kveld hallo kjære alle sammen så mye veldig mange hjertelig igjen nå det alt fungerer "
        "virker løst ordnet fikset orden perfekt super topp flott strålende utmerket bra kjempebra ok og med vennlig "
        "vennlige hilsen hilsener mvh ha en fin helg dere deg",
        "for",
        "hjelpen hjelp svaret svar raskt rask raske support støtten tiden informasjonen tilbakemeldingen "
        "tilbakemelding det den",
    ),
    _row(
        "da",
        "tak takker tusind",
        "hej god dag morgen aften hallo kære alle sammen så meget mange rigtig hjerteligt igen nu det alt fungerer "
        "virker løst ordnet fikset orden perfekt super top flot fantastisk godt fint herligt ok og med venlig venlige "
        "hilsen hilsner mvh vh hav en weekend jer dig",
        "for",
        "hjælpen hjælp svaret svar hurtigt hurtig hurtige support supporten støtten tiden informationen "
        "tilbagemeldingen tilbagemelding det den",
    ),
    _row(
        "et",
        "aitäh tänan tänu täname tänud aitähh tänades",
        "tere päevast hommikust õhtust lugupeetud kõigile teid sind väga palju suur suured südamest kord nüüd kõik "
        "see töötab toimib lahendatud korras super suurepärane tore hästi vahva ok ja lugupidamisega tervitades "
        "parimate soovidega ilusat nädalavahetust päeva",
        "",
        "abi vastuse kiire eest toe info",
    ),
    _row(
        "lv",
        "paldies pateicos pateicamies paldiess",
        "labdien sveiki labrīt labvakar cienījamie visiem jums tev liels lielais ļoti daudz sirds vēlreiz tagad viss "
        "tas strādā darbojas atrisināts kārtībā lieliski super perfekti labi ok un ar cieņu labu jauku dienu nedēļas "
        "nogali",
        "par",
        "palīdzību atbildi ātro ātru atbalstu informāciju laiku pacietību jūsu",
    ),
    _row(
        "lt",
        "ačiū aciu dėkoju dėkojame dėkui dekoju",
        "laba diena labas sveiki rytas vakaras gerbiamieji visiem jums tau labai didelis nuoširdžiai kartą dabar "
        "viskas tai veikia išspręsta sutvarkyta gerai puiku super nuostabu šaunu tobula ok ir pagarbiai su pagarba "
        "linkėjimai gražios dienos savaitgalio",
        "už",
        "pagalbą atsakymą greitą greitumą paramą informaciją laiką kantrybę jūsų",
    ),
    _row(
        "vi",
        "cảm ơn cám",
        "xin chào kính gửi anh chị bạn các em quý công ty rất nhiều đã mọi thứ tốt rồi được hoạt động bây giờ hoàn "
        "hảo tuyệt vời ok vâng dạ và trân trọng thân mến chúc một ngày lành ạ nhé team đội ngũ",
        "vì",
        "sự hỗ trợ giúp đỡ phản hồi nhanh chóng của",
    ),
    _row(
        "id",
        "terima kasih makasih terimakasih trims thanks",
        "halo hai selamat pagi siang sore malam yth bapak ibu tim semua banyak sekali kembali sekarang sudah "
        "berfungsi berhasil beres selesai oke ok baik bagus mantap sempurna luar biasa dan salam hormat semoga hari "
        "anda menyenangkan",
        "atas",
        "bantuan bantuannya jawaban jawabannya respon responnya respons cepat dukungan dukungannya informasi "
        "informasinya waktu waktunya kesabaran anda",
    ),
    _row(
        "he",
        "תודה תודות מודה מודים",
        "שלום היי בוקר ערב צהריים טוב לכם לך לכולם צוות יקר רבה רבות המון שוב עכשיו הכל עובד נפתר הסתדר מצוין מעולה "
        "אחלה נהדר סבבה אוקיי בסדר גמור ו בברכה יום נעים סוף שבוע",
        "על",
        "העזרה עזרתכם עזרתך התשובה המהירה המענה המהיר התמיכה הסיוע הזמן הסבלנות",
    ),
    _row(
        "ar",
        "شكرا شكرًا شكراً أشكركم نشكركم أشكرك مشكور مشكورين",
        "مرحبا السلام عليكم صباح مساء الخير أهلا عزيزي فريق الدعم لكم لك جزيلا جزيلاً كثيرا كثيراً جدا جداً مرة أخرى "
        "الآن كل شيء يعمل تم حل ممتاز رائع جيد تمام حسنا و مع التحية تحياتي أطيب التحيات خالص يومكم سعيد",
        "على",
        "المساعدة مساعدتكم مساعدتك الرد السريع ردكم ردك الدعم دعمكم المعلومات وقتكم صبركم",
    ),
    _row(
        "ko",
        "감사합니다 감사드립니다 고맙습니다 고마워요 감사해요 감사 감사드려요 감사했습니다 고맙습니다요 감사합니당",
        "안녕하세요 안녕하십니까 담당자님 네 예 정말 매우 대단히 진심으로 너무 다시 한번 한 번 이제 지금 잘 됩니다 "
        "되네요 작동합니다 해결되었습니다 해결됐습니다 해결됐어요 완벽합니다 좋습니다 좋아요 확인했습니다 잘됩니다 "
        "수고하세요 수고하셨습니다 좋은 하루 되세요 드림 올림 많이 빠른 신속한 답변 도움 지원 친절한",
    ),
    _unspaced(
        "ja",
        "ありがとうございます ありがとうございました ありがとう 有難うございます 有難うございました "
        "有り難うございます 感謝します 感謝いたします 感謝しております 感謝申し上げます 御礼申し上げます "
        "お礼申し上げます サンキュー 感謝です",
        "助かりました 助かります 大変助かりました とても助かりました 解決しました 解決いたしました 無事解決しました "
        "無事に 直りました 動きました 使えるようになりました できました 確認しました 確認いたしました 確認できました "
        "承知しました 承知いたしました 了解しました 了解いたしました 了解です わかりました お世話になっております "
        "お世話になります お世話になりました いつも 大変 誠に 本当に どうも 早速の 早速 迅速な 迅速に 丁寧な ご丁寧な "
        "ご対応 対応 ご返信 ご返答 ご回答 ご連絡 返信 回答 いただき いただきまして 頂き 頂きまして くださり 下さり "
        "教えていただき して に を の で は も 厚く 心より 心から また 今後とも よろしくお願いします "
        "よろしくお願いいたします よろしくお願い致します 宜しくお願いします 宜しくお願いいたします サポート担当者様 "
        "担当者様 ご担当者様 サポートの皆様 皆様 様 さん 以上です 以上 取り急ぎ 取り急ぎお礼まで お礼まで 無事 "
        "問題なく おかげさまで おかげで お手数をおかけしました サポート 御中 です 完璧です 素晴らしいです ご支援 "
        "ご協力 素早い 早い 教えていただき",
    ),
    _unspaced(
        "zh",
        "谢谢 謝謝 多谢 多謝 感谢 感謝 谢谢您 謝謝您 谢谢你 謝謝你 谢了 非常感谢 非常感謝 万分感谢 致谢",
        "您好 你好 大家好 早上好 下午好 晚上好 您 你 你们 您的 你的 你们的 您們 贵司 的 非常 十分 很 太 真的 再次 "
        "已经 已經 已 现在 現在 可以了 可以用了 好了 解决了 解決了 已解决 已解決 正常了 恢复正常 收到 收到了 完美 "
        "太好了 太棒了 棒 好的 好 明白了 知道了 帮助 幫助 支持 支援 回复 回覆 回復 快速 及时 及時 耐心 解答 服务 服務 "
        "协助 協助 祝好 祝您 祝 工作顺利 工作順利 生活愉快 周末愉快 週末愉快 敬上 此致 敬礼 敬禮 顺祝商祺 順頌商祺 了 "
        "啦 哦 ok 客服 问题解决了 問題解決了 问题已解决 問題已解決",
    ),
    _unspaced(
        "th",
        "ขอบคุณ ขอบพระคุณ ขอบใจ",
        "สวัสดี ครับ ค่ะ คะ คับ นะ มาก มากๆ มากครับ มากค่ะ ทีมงาน ทุกคน สำหรับ ความช่วยเหลือ การช่วยเหลือ คำตอบ "
        "การตอบกลับ ที่ ช่วยเหลือ รวดเร็ว อย่าง ตอนนี้ ใช้งานได้แล้ว ใช้ได้แล้ว ใช้ได้ แล้ว เรียบร้อย เรียบร้อยแล้ว "
        "แก้ไขแล้ว ดีมาก เยี่ยม เยี่ยมมาก โอเค ด้วยความเคารพ ขอแสดงความนับถือ อีกครั้ง",
    ),
)
# Said beside thanks in any language.
ANYWHERE: frozenset[str] = frozenset(
    "ok okay super top thx 👍 👍🏻 👍🏼 👍🏽 🙏 🙏🏻 🙏🏼 😊 🙂 😀 😃 😄 😁 ☺ ☺️ 😉 ❤ ❤️ 🎉 👌 ♥".split()
)
